// SPDX-License-Identifier: Apache-2.0
// One JSON value from anywhere: numbers, escapes, depth, broken UTF-8. What parses is written and
// read again as the same.
#include <cstdint>

#include "platform/base/assert.h"
#include "platform/json/value.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {R"({"id":"P0001","n":[1,-2.5e3,true,null],"t":"Caf\u00e9 \ud83d\ude00 é","o":{"a":{}}})",
          R"([[[[[]]]],{"a":9223372036854775807},"\n\u0000"])", R"("word")", "-0.0", " {} "};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto document = json::Document::parse(text);
  if (!document) return 0;
  const json::Value root = document->root();
  const auto again = json::Document::parse(root.dump());
  PARCOURS_ASSERT(again && again->root().dump() == root.dump());
  for (const auto& [key, value] : root.members()) {
    static_cast<void>(root.string(key));
    static_cast<void>(root.integer(key));
    static_cast<void>(root.number(key));
    static_cast<void>(root.boolean(key));
    static_cast<void>(root.strings(key));
    static_cast<void>(value.elements());
  }
  return 0;
}
