// SPDX-License-Identifier: Apache-2.0
// Request targets and queries as any client sends them: escapes, NULs, empty parts. A path that is
// taken begins with a slash and holds no control character.
#include <algorithm>
#include <cstdint>

#include "platform/base/assert.h"
#include "platform/http_server/message.h"
#include "tests/fuzz/target.h"

namespace parcours::fuzz {

std::vector<std::string> seeds() {
  return {"/v1/pull?device=a%20b&wait=25&scopes=catalogue,shop:S1", "/a/../%2e%2e/%C3%A9?x",
          "a=1&b=x+y&&c=&=d", "/v1/lookup?code=%00", "*"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  if (const auto target = http_server::parse_target(text)) {
    PARCOURS_ASSERT(!target->path.empty() && target->path.front() == '/');
    PARCOURS_ASSERT(std::none_of(target->path.begin(), target->path.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    }));
  }
  if (const auto query = http_server::parse_query(text)) {
    PARCOURS_ASSERT(query->size() <= size);
  }
  return 0;
}
