// Walks a file of JSON Lines with simdjson's on-demand parser: every field's name and value of every
// line is looked at once, and nothing is kept. Prints the lines and the fields.
//
//   c++ -O3 -march=native -std=c++17 walk.cpp -lsimdjson -o walk

#include <cstdio>
#include <simdjson.h>

using namespace simdjson;

static size_t look(ondemand::value value) {
  switch (value.type()) {
    case ondemand::json_type::array: {
      size_t count = 0;
      for (auto element : value.get_array()) count += look(element.value());
      return count;
    }
    case ondemand::json_type::object: {
      size_t count = 0;
      for (auto field : value.get_object()) {
        field.unescaped_key().value();
        count += look(field.value());
      }
      return count;
    }
    case ondemand::json_type::string: value.get_string().value(); break;
    case ondemand::json_type::number: value.get_double().value(); break;
    case ondemand::json_type::boolean: value.get_bool().value(); break;
    case ondemand::json_type::null: if (!value.is_null()) throw simdjson_error(N_ATOM_ERROR); break;
  }
  return 1;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  padded_string json = padded_string::load(arguments[1]);
  ondemand::parser parser;
  ondemand::document_stream stream = parser.iterate_many(json);
  size_t lines = 0, fields = 0;
  for (auto document : stream) {
    for (auto field : document.get_object()) {
      field.unescaped_key().value();
      fields += look(field.value());
    }
    ++lines;
  }
  std::printf("%zu lines, %zu values\n", lines, fields);
  return 0;
}
