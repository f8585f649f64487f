// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/protocol/pull.h"

namespace parcours::protocol {
namespace {

/// More than any hub keeps: a longer list is none of ours.
constexpr std::size_t kListedMax = 64;

struct NumberMember {
  std::string_view name;
  std::int64_t Snapshot::*place;
};

constexpr NumberMember kNumbers[] = {
    {"schema", &Snapshot::schema}, {"epoch", &Snapshot::epoch},
    {"upto", &Snapshot::upto},     {"rows", &Snapshot::rows},
    {"bytes", &Snapshot::bytes},   {"unpacked_bytes", &Snapshot::unpacked_bytes}};

tl::unexpected<Error> bad_entry(std::size_t number, std::string_view complaint) {
  return fail(ErrorCode::Invalid, fmt::format("snapshot {}: {}", number + 1, complaint),
              fmt::format("snapshots/{}", number));
}

Result<Snapshot> read_entry(const json::Value& value, std::size_t number) {
  if (!value.is_object()) return bad_entry(number, "is no object");
  Snapshot snapshot;
  snapshot.name = value.string("name");
  if (!is_snapshot_name(snapshot.name))
    return bad_entry(number, "member name must be 64 hexadecimal digits");
  for (const auto& [name, place] : kNumbers) {
    const auto read = value.find(name).as_int();
    if (!read || *read < 0)
      return bad_entry(number, fmt::format("member {} must be a whole number from 0", name));
    snapshot.*place = *read;
  }
  if (snapshot.bytes == 0 || snapshot.unpacked_bytes == 0)
    return bad_entry(number, "members bytes and unpacked_bytes must not be 0");
  snapshot.shop = value.string("shop");
  if (!value.find("scopes").is_array()) return bad_entry(number, "member scopes must be a list");
  snapshot.scopes = value.strings("scopes");
  return snapshot;
}

/// Digits only, all of `text`.
std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  if (text.front() == '-') return std::nullopt;
  return number;
}

}  // namespace

bool is_snapshot_name(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string snapshots_target(std::string_view device, std::string_view shop) {
  return fmt::format("{}?device={}&shop={}", kSnapshotsPath, percent_encoded(device),
                     percent_encoded(shop));
}

std::string snapshot_target(const Snapshot& snapshot, std::string_view device) {
  return fmt::format("{}{}?device={}&shop={}", kSnapshotsPath, snapshot.name,
                     percent_encoded(device), percent_encoded(snapshot.shop));
}

std::string to_json(const std::vector<Snapshot>& snapshots) {
  json::Writer out;
  out.begin_array();
  for (const Snapshot& snapshot : snapshots) {
    out.begin_object().field("name", snapshot.name);
    for (const auto& [name, place] : kNumbers) out.field(name, snapshot.*place);
    out.field("shop", snapshot.shop).key("scopes").begin_array();
    for (const auto& scope : snapshot.scopes) out.value(scope);
    out.end_array().end_object();
  }
  return out.end_array().take();
}

std::string snapshots_body(const std::vector<Snapshot>& snapshots) {
  return R"({"snapshots":)" + to_json(snapshots) + "}";
}

Result<std::vector<Snapshot>> parse_snapshots(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document || !document->root().find("snapshots").is_array()) {
    return fail(ErrorCode::Invalid, "this is no list of snapshots of a hub", "snapshots");
  }
  const auto elements = document->root().find("snapshots").elements();
  if (elements.size() > kListedMax) {
    return fail(ErrorCode::Invalid, "more snapshots are listed than any hub keeps", "snapshots");
  }
  std::vector<Snapshot> snapshots;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    PARCOURS_TRY(auto snapshot, read_entry(elements[i], i));
    snapshots.push_back(std::move(snapshot));
  }
  return snapshots;
}

Result<std::optional<ByteRange>> parse_range(std::string_view header, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.substr(0, kUnit.size()) != kUnit) return std::optional<ByteRange>{};
  const std::string_view text = header.substr(kUnit.size());
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || text.size() < 2) return std::optional<ByteRange>{};
  const std::string_view from = text.substr(0, dash);
  const std::string_view to = text.substr(dash + 1);
  const auto first = from.empty() ? std::optional<std::int64_t>{0} : number_of(from);
  const auto last = to.empty() ? std::optional{size - 1} : number_of(to);
  // Also what is no number, such as a list of ranges.
  if (!first || !last) return std::optional<ByteRange>{};
  ByteRange range{*first, std::min(*last, size - 1)};
  if (from.empty()) range = {std::max<std::int64_t>(0, size - *last), size - 1};
  if (range.first >= size || range.size() < 1 || (from.empty() && *last == 0)) {
    return fail(ErrorCode::Invalid, fmt::format("there are {} bytes", size), "Range");
  }
  return std::optional{range};
}

std::string range_header(const ByteRange& range) {
  return fmt::format("bytes={}-{}", range.first, range.last);
}

std::string content_range_header(const ContentRange& content) {
  return fmt::format("bytes {}-{}/{}", content.range.first, content.range.last, content.size);
}

Result<ContentRange> parse_content_range(std::string_view header) {
  const auto bad = [&] {
    return fail(ErrorCode::Invalid, "is no range of bytes such as bytes 0-99/1000",
                "Content-Range");
  };
  constexpr std::string_view kUnit = "bytes ";
  if (header.substr(0, kUnit.size()) != kUnit) return bad();
  const std::string_view text = header.substr(kUnit.size());
  const auto dash = text.find('-');
  const auto slash = text.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash)
    return bad();
  const std::string_view parts[] = {text.substr(0, dash), text.substr(dash + 1, slash - dash - 1),
                                    text.substr(slash + 1)};
  std::int64_t numbers[3] = {};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto number = parts[i].empty() ? std::nullopt : number_of(parts[i]);
    if (!number) return bad();
    numbers[i] = *number;
  }
  const ContentRange content{{numbers[0], numbers[1]}, numbers[2]};
  if (content.range.last < content.range.first || content.range.last >= content.size) return bad();
  return content;
}

}  // namespace parcours::protocol
