// SPDX-License-Identifier: Apache-2.0
// Push messages: a terminal's events as the hub gets them, the hub's marks as a terminal gets them.
// What parses is written and read again as the same; the chain runs over any bytes.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/protocol/push.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  protocol::PushRequest request;
  request.device = "d1";
  request.events = {R"({"specversion":"1.0","id":"7f3a","source":"kiosk/d1","type":"note.added"})",
                    R"({ "n":1.50, "t":"Caf\u00e9 \"noir\"", "l":[1, {"a":"]}"}] })"};
  protocol::PushAnswer answer;
  answer.committed = {2, request.end_chain()};
  answer.rejected = {{"7f3a", "data.text is missing"}};
  answer.expect = 3;
  return {protocol::to_json(request), protocol::to_json(answer)};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto request = protocol::parse_push_request(text)) {
    const auto written = protocol::to_json(*request);
    const auto again = protocol::parse_push_request(written);
    PARCOURS_ASSERT(again && again->events == request->events);
    PARCOURS_ASSERT(again->end_chain() == request->end_chain());
  }
  if (const auto answer = protocol::parse_push_answer(text)) {
    const auto written = protocol::to_json(*answer);
    const auto again = protocol::parse_push_answer(written);
    PARCOURS_ASSERT(again && protocol::to_json(*again) == written);
  }
  return 0;
}
