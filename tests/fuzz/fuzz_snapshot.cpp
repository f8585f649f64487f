// SPDX-License-Identifier: Apache-2.0
// What comes with a snapshot from outside: the list, as a terminal gets it; Range, as the hub gets
// it, and Content-Range. What is taken is written and read again as the same, names a file and no
// path, and lies inside the file.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/protocol/snapshot.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  const std::string name(64, 'a');
  return {R"({"snapshots":[{"name":")" + name +
              R"(","schema":2,"epoch":9,"upto":41,"rows":5200,"bytes":812345,)"
              R"("unpacked_bytes":4194304,"shop":"S1","scopes":["catalogue","shop:S1"]}]})",
          R"({"snapshots":[]})",
          "bytes=0-99",
          "bytes=-50",
          "bytes=100-",
          "bytes 0-99/1000"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto list = protocol::parse_snapshots(text)) {
    const auto written = protocol::snapshots_body(*list);
    const auto again = protocol::parse_snapshots(written);
    PARCOURS_ASSERT(again && protocol::snapshots_body(*again) == written);
    for (const auto& snapshot : *list) {
      PARCOURS_ASSERT(snapshot.name.find_first_not_of("0123456789abcdef") == std::string::npos);
      PARCOURS_ASSERT(snapshot.bytes > 0 && snapshot.upto >= 0);
    }
  }
  for (const std::int64_t length : {std::int64_t{1}, std::int64_t{1000}, INT64_MAX}) {
    const auto range = protocol::parse_range(text, length);
    if (!range || !*range) continue;
    PARCOURS_ASSERT((*range)->first >= 0 && (*range)->first <= (*range)->last);
    PARCOURS_ASSERT((*range)->last < length);
  }
  if (const auto content = protocol::parse_content_range(text)) {
    const auto again = protocol::parse_content_range(protocol::content_range_header(*content));
    PARCOURS_ASSERT(again && again->range.last == content->range.last);
    PARCOURS_ASSERT(content->range.last < content->size);
  }
  return 0;
}
