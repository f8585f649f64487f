// SPDX-License-Identifier: Apache-2.0
// Files of words, which a retailer may edit. Every word of a file that parses can be shown.
#include <cstdint>

#include "kiosk/ui/words.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {R"({"home.title":"Bonjour {0}","basket.count":"{0} article|{0} articles","x":"{1}{0}"})",
          R"({"a":"|","b":"","c":"{0}|{0}|{0}"})", R"({"a":1})"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto words = ui::Words::parse(text, text);
  if (!words) return 0;
  for (const auto& [key, word] : words->all(visit::Language::French)) {
    static_cast<void>(words->text(key, {"{0}", word}));
    static_cast<void>(words->count(key, 1));
    static_cast<void>(words->count(key, -1'234'567));
  }
  return 0;
}
