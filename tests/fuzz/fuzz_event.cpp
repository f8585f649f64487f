// SPDX-License-Identifier: Apache-2.0
// CloudEvents, single and batch, as the gate of the hub gets them. What parses must be written and
// read again as the same.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/journey/event.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  const std::string one =
      R"({"specversion":"1.0","id":"7f3a","source":"web/shop","type":"web.product_viewed","time":"2026-11-01T10:00:00Z",)"
      R"("subject":"card:2900000000017","data":{"product":"P1"},"extra":[1,{"a":null}]})";
  return {one, "[" + one + "," + one + "]", "[]", "{}"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto received = from_ms(1'790'000'000'000);
  if (const auto event = journey::parse_event(text, received)) {
    const auto again = journey::parse_event(event->bytes, received);
    PARCOURS_ASSERT(again && again->id == event->id && again->source == event->source &&
                    again->type == event->type);
  }
  static_cast<void>(journey::parse_batch(text, received));
  return 0;
}
