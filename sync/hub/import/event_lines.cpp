// SPDX-License-Identifier: Apache-2.0
// CloudEvents, one JSON object a line.
#include <algorithm>

#include "sync/hub/import/importer.h"
#include "sync/journey/event.h"

namespace parcours::hub {

namespace {

Result<Line> take_line(ImportContext& context, std::string_view text) {
  auto event = journey::parse_event(text, context.now);
  if (!event) return fail(ErrorCode::Invalid, event.error().message, event.error().where);
  event->received = context.now;
  return context.take(*event);
}

}  // namespace

Status take_event_lines(ImportContext& context, std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(3);
  for (std::int64_t line = 1; !text.empty(); ++line) {
    const auto end = std::min(text.find('\n'), text.size());
    auto one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!one.empty() && one.back() == '\r') one.remove_suffix(1);
    if (one.find_first_not_of(" \t") == std::string_view::npos) continue;
    ++context.report.rows;
    PARCOURS_CHECK(count(context, line, take_line(context, one)));
    PARCOURS_CHECK(commit_now_and_then(context));
  }
  return {};
}

}  // namespace parcours::hub
