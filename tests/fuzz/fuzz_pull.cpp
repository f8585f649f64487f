// SPDX-License-Identifier: Apache-2.0
// The NDJSON of a pull, as a terminal gets it over any network, and the query, as the hub gets it.
// A whole answer is written and read again as the same; one without its end never passes.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/protocol/pull.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  const std::string head = R"({"shop":"S1","scopes":["catalogue","shop:S1"],"epoch":1})";
  const std::string put = R"(["put","catalogue","product","P0001",41,{"id":"P0001","x":1.50}])";
  const std::string del = R"(["del","shop:S1","task","S1/T1",42])";
  const std::string end = R"({"upto":42,"more":false,"own":{"control":7,"telemetry":3}})";
  return {head + "\n" + put + "\n" + del + "\n" + end + "\n", head + "\n" + end + "\n",
          "device=d1&shop=S%201&cursor=41&wait=25&scopes=catalogue,shop:S1&epoch=2&hub_epoch=1"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto answer = protocol::parse_pull_answer(text)) {
    const auto written = protocol::to_ndjson(*answer);
    const auto again = protocol::parse_pull_answer(written);
    PARCOURS_ASSERT(again && protocol::to_ndjson(*again) == written);
    PARCOURS_ASSERT(again->rows.size() == answer->rows.size());
  }
  if (const auto request = protocol::parse_pull_query(text)) {
    const auto target = protocol::to_target(*request);
    const auto again = protocol::parse_pull_query(target.substr(target.find('?') + 1));
    PARCOURS_ASSERT(again && protocol::to_target(*again) == target);
  }
  return 0;
}
