// SPDX-License-Identifier: Apache-2.0
// Raw scanner lines: GS1 element strings, Digital Links, tokens, stripes, noise. Whatever they are,
// the answer is a meaning, and a product has 14 digits.
#include <cstdint>

#include "kiosk/scan/recognise.h"
#include "platform/base/assert.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {"]E03017620422003",
          "]C1010952012345678810ABC123\x1D"
          "2112345\x1D"
          "17261231",
          "(01)09520123456788(10)A(B)C(3103)000195",
          "https://id.gs1.org/01/09520123456788/22/2A/10/B?17=201225&3922=0299#x",
          "%B4111111111111111^DUBOIS/C^2912101?;4111111111111111=2912?",
          "RETRAIT:K7P2QX",
          "K1:CEAAAAAA",
          "]E001234565"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  static const scan::Rules rules = scan::Rules::built_in();
  const auto scanned = scan::from_line({reinterpret_cast<const char*>(bytes), size});
  const auto meaning = scan::recognise(scanned, rules, from_ms(1'790'000'000'000));
  if (const auto* product = std::get_if<scan::Product>(&meaning)) {
    PARCOURS_ASSERT(product->gtin.size() == 14);
  }
  PARCOURS_ASSERT(!scan::to_json(meaning).empty());
  static_cast<void>(scan::gs1_text(scanned));
  static_cast<void>(scan::Rules::parse({reinterpret_cast<const char*>(bytes), size}));
  return 0;
}
