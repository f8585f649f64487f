// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/exchange.h"

#include <fmt/format.h>

#include "platform/crypto/hash.h"
#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::protocol {
namespace {

std::string hex_of(std::string_view chain) {
  const auto digest = crypto::Digest::from_bytes(chain);
  return digest ? digest->hex() : std::string(64, '0');
}

Result<Mark> mark_of(const json::Value& answer, std::string_view name) {
  const json::Value mark = answer.find(name);
  const auto seq = mark.find("seq").as_int();
  if (!seq || *seq < 0) return fail(ErrorCode::Invalid, "seq is missing", std::string{name});
  auto chain = crypto::Digest::from_hex(mark.string("chain"));
  if (!chain) return fail(ErrorCode::Invalid, "chain is no digest", std::string{name});
  return Mark{*seq, std::string{chain->view()}};
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

/// `["put",scope,kind,key,seq,{body}]` or `["del",scope,kind,key,seq]`.
Result<FeedRow> row_of(const json::Value& line, std::size_t number) {
  const auto cut = [&](const char* what) {
    return fail(ErrorCode::Invalid, what, fmt::format("line {}", number));
  };
  const std::vector<json::Value> parts = line.elements();
  if (parts.size() < 5) return cut("a row has an operation, scope, kind, key and sequence");
  const auto operation = parts[0].as_string();
  const auto seq = parts[4].as_int();
  FeedRow row{std::string{parts[1].as_string().value_or("")},
              std::string{parts[2].as_string().value_or("")},
              std::string{parts[3].as_string().value_or("")},
              seq.value_or(0),
              {}};
  if (row.scope.empty() || row.kind.empty() || row.key.empty() || !seq) {
    return cut("scope, kind, key and sequence are needed");
  }
  if (operation == "del") return row;
  if (operation != "put") return cut("the operation is neither put nor del");
  if (parts.size() < 6 || !parts[5].is_object()) return cut("a put needs its body");
  row.body = parts[5].dump();
  return row;
}

/// The lines as one JSON array: parsed once, not once a line.
std::string as_array(std::string_view lines) {
  while (!lines.empty() && (lines.back() == '\n' || lines.back() == '\r')) lines.remove_suffix(1);
  std::string array;
  array.reserve(lines.size() + 2);
  array += '[';
  for (const char c : lines) array += c == '\n' ? ',' : c;
  return array += ']';
}

}  // namespace

std::string to_json(const PushRequest& push) {
  json::Writer writer;
  writer.begin_object()
      .field("device", push.device)
      .field("epoch", push.epoch)
      .field("lane", push.lane)
      .field("first_seq", push.first_seq)
      .field("prev_chain", hex_of(push.prev_chain))
      .key("events")
      .begin_array();
  for (const std::string& event : push.events) writer.raw(event);
  writer.end_array().end_object();
  return writer.take();
}

Result<PushAnswer> parse_push_answer(std::string_view text) {
  PARCOURS_TRY(const auto document, json::Document::parse(text));
  const json::Value root = document.root();
  PushAnswer answer;
  PARCOURS_TRY(answer.stored, mark_of(root, "stored"));
  PARCOURS_TRY(answer.committed, mark_of(root, "committed"));
  PARCOURS_TRY(answer.durable, mark_of(root, "durable"));
  for (const json::Value& rejected : root.find("rejected").elements()) {
    answer.rejected.push_back({rejected.string("id"), rejected.string("reason")});
  }
  answer.expect = root.find("expect").as_int();
  answer.forked = root.boolean("forked");
  answer.retry_after_ms = root.integer("retry_after_ms");
  answer.max_events = root.integer("max_events", answer.max_events);
  return answer;
}

std::string pull_target(const PullQuery& query) {
  std::string target =
      fmt::format("/v1/pull?device={}&device_epoch={}&cursor={}&wait={}", escaped(query.device),
                  query.device_epoch, query.cursor, query.wait_seconds);
  if (!query.shop.empty()) target += "&shop=" + escaped(query.shop);
  if (query.hub_epoch != 0) target += fmt::format("&epoch={}", query.hub_epoch);
  return target;
}

Result<PullPage> parse_pull_page(std::string_view lines) {
  const auto document = json::Document::parse(as_array(lines));
  if (!document) return fail(ErrorCode::Invalid, "the page is cut off or damaged", "pull");
  const std::vector<json::Value> all = document->root().elements();
  if (all.size() < 2 || !all.back().find("upto").as_int() || !all.front().is_object()) {
    return fail(ErrorCode::Invalid, "the page has no head or no end: it was cut off", "pull");
  }
  const json::Value& head = all.front();
  const json::Value& tail = all.back();
  PullPage page;
  page.shop = head.string("shop");
  page.scopes = head.strings("scopes");
  page.hub_epoch = head.integer("epoch");
  page.upto = tail.integer("upto");
  page.more = tail.boolean("more");
  page.own = {tail.find("own").integer("control"), tail.find("own").integer("telemetry")};
  page.rows.reserve(all.size() - 2);
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    PARCOURS_TRY(auto row, row_of(all[i], i + 1));
    page.rows.push_back(std::move(row));
  }
  return page;
}

}  // namespace parcours::protocol
