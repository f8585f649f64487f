// SPDX-License-Identifier: Apache-2.0
#include "sync/protocol/pull.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/json/value.h"
#include "platform/json/writer.h"
#include "sync/journey/json_slices.h"

namespace parcours::protocol {
namespace {

tl::unexpected<Error> bad_line(std::size_t line, std::string_view complaint) {
  return fail(ErrorCode::Invalid, fmt::format("pull answer, line {}: {}", line, complaint),
              fmt::format("line {}", line));
}

tl::unexpected<Error> truncated(std::size_t lines) {
  return fail(
      ErrorCode::Unavailable,
      fmt::format("the pull answer ends after {} lines without its last one; ask again", lines),
      fmt::format("line {}", lines));
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

Result<std::string> percent_decoded(std::string_view text, std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] != '%') {
      out += text[i];
    } else {
      unsigned value = 0;
      const char* begin = text.data() + i + 1;
      if (i + 2 >= text.size() || std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2)
        return fail(ErrorCode::Invalid, fmt::format("parameter {} is badly percent-encoded", name),
                    std::string{name});
      out += static_cast<char>(value);
      i += 2;
    }
  }
  return out;
}

template <typename Number>
Status read_number(std::string_view name, std::string_view text, Number& out) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0)
    return fail(ErrorCode::Invalid, fmt::format("parameter {} must be a whole number from 0", name),
                std::string{name});
  out = value;
  return {};
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find(at), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Status read_parameter(std::string_view name, const std::string& value, PullRequest& request) {
  if (name == "device") request.device = value;
  if (name == "shop") request.shop = value;
  if (name == "scopes") request.scopes = split(value, ',');
  if (name == "cursor") return read_number(name, value, request.cursor);
  if (name == "wait") return read_number(name, value, request.wait_s);
  if (name == "device_epoch") return read_number(name, value, request.device_epoch);
  if (name == "epoch") return read_number(name, value, request.hub_epoch);
  return {};
}

tl::unexpected<Error> not_ours() {
  return bad_line(1, "this is no answer of a hub; is there a captive portal in between?");
}

/// Only lines that ended: a cut one may still be valid JSON with a shorter number.
std::vector<std::string_view> whole_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

/// All lines in one parse: a parser's memory is set up once a page, not once a row.
Result<json::Document> parse_as_list(const std::vector<std::string_view>& lines) {
  std::string list = "[";
  for (const auto line : lines) {
    if (list.size() > 1) list += ',';
    list += line;
  }
  auto document = json::Document::parse(list += ']');
  if (document && document->root().elements().size() == lines.size()) return document;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (const auto one = json::Document::parse(lines[i]); !one)
      return bad_line(i + 1, one.error().message);
  return bad_line(1, "the lines are no values of their own");
}

Result<PullHead> read_head(std::string_view line) {
  const auto document = json::Document::parse(line);
  if (!document || !document->root().is_object()) return not_ours();
  const auto root = document->root();
  PullHead head;
  head.shop = root.string("shop");
  if (!root.find("shop").is_string()) return bad_line(1, "member shop is missing or no text");
  if (!root.find("scopes").is_array()) return bad_line(1, "member scopes is missing or no list");
  head.scopes = root.strings("scopes");
  head.epoch = root.integer("epoch", 0);
  if (head.epoch < 1) return bad_line(1, "member epoch must be a whole number from 1");
  return head;
}

Result<RowFrame> read_row(const json::Value& root, std::string_view line, std::size_t number) {
  const auto parts = root.elements();
  const auto verb = parts.empty() ? std::nullopt : parts[0].as_string();
  const bool put = verb == "put";
  if (!put && verb != "del") return bad_line(number, "a row must begin with \"put\" or \"del\"");
  if (parts.size() != (put ? 6u : 5u)) return bad_line(number, "a row has another number of parts");
  constexpr std::string_view kNames[] = {"scope", "kind", "key"};
  RowFrame row;
  std::string* const texts[] = {&row.scope, &row.kind, &row.key};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto text = parts[i + 1].as_string();
    if (!text || text->empty())
      return bad_line(number, fmt::format("{} is missing or no text", kNames[i]));
    *texts[i] = *text;
  }
  row.seq = parts[4].as_int().value_or(0);
  if (row.seq < 1) return bad_line(number, "seq must be a whole number from 1");
  if (!put) return row;
  if (!parts[5].is_object()) return bad_line(number, "the body is no object");
  row.body = journey::element_slices(line).at(5);
  return row;
}

Result<std::optional<crypto::Digest>> read_chain(const json::Value& own, std::string_view member,
                                                 std::size_t number) {
  std::optional<crypto::Digest> chain;
  if (!own.has(member)) return chain;
  const auto read = crypto::Digest::from_hex(own.string(member));
  if (!read) return bad_line(number, fmt::format("{} must be 64 hexadecimal digits", member));
  chain = *read;
  return chain;
}

Result<PullEnd> read_end(const json::Value& root, std::size_t number) {
  PullEnd end;
  const auto upto = root.find("upto").as_int();
  if (!upto || *upto < 0) return bad_line(number, "member upto must be a whole number from 0");
  const auto more = root.find("more").as_bool();
  if (!more) return bad_line(number, "member more must be true or false");
  end.upto = *upto;
  end.more = *more;
  const auto own = root.find("own");
  if (!own.is_object()) return end;
  end.own = OwnMarks{own.integer("control"), own.integer("telemetry"), {}, {}};
  PARCOURS_TRY(end.own->control_chain, read_chain(own, "control_chain", number));
  PARCOURS_TRY(end.own->telemetry_chain, read_chain(own, "telemetry_chain", number));
  return end;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_plain(c))
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return out;
}

std::string to_target(const PullRequest& request) {
  auto target = fmt::format("{}?device={}&shop={}&cursor={}&wait={}", kPullPath,
                            percent_encoded(request.device), percent_encoded(request.shop),
                            request.cursor, request.wait_s);
  std::string scopes;
  for (const auto& scope : request.scopes)
    scopes += (scopes.empty() ? "" : ",") + percent_encoded(scope);
  if (!scopes.empty()) target += "&scopes=" + scopes;
  if (request.device_epoch > 0) target += fmt::format("&device_epoch={}", request.device_epoch);
  if (request.hub_epoch > 0) target += fmt::format("&epoch={}", request.hub_epoch);
  return target;
}

Result<PullRequest> parse_pull_query(std::string_view query) {
  PullRequest request;
  for (const auto& pair : split(query, '&')) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto name = std::string_view{pair}.substr(0, equals);
    const auto encoded = std::string_view{pair}.substr(std::min(equals + 1, pair.size()));
    PARCOURS_TRY(const auto value, percent_decoded(encoded, name));
    PARCOURS_CHECK(read_parameter(name, value, request));
  }
  if (request.device.empty())
    return fail(ErrorCode::Invalid, "parameter device is missing", "device");
  return request;
}

std::string head_line(const PullHead& head) {
  json::Writer out;
  out.begin_object().field("shop", head.shop).key("scopes").begin_array();
  for (const auto& scope : head.scopes) out.value(scope);
  out.end_array().field("epoch", head.epoch).end_object();
  return out.take() + "\n";
}

void append_row(std::string& out, const RowFrame& row) {
  out += row.body ? "[\"put\"," : "[\"del\",";
  for (const auto* text : {&row.scope, &row.kind, &row.key}) {
    json::append_string(out, *text);
    out += ',';
  }
  out += fmt::format_int(row.seq).c_str();
  if (row.body) {
    out += ',';
    out += *row.body;
  }
  out += "]\n";
}

std::string end_line(const PullEnd& end) {
  json::Writer out;
  out.begin_object().field("upto", end.upto).field("more", end.more);
  if (end.own) {
    out.key("own").begin_object().field("control", end.own->control);
    out.field("telemetry", end.own->telemetry);
    if (end.own->control_chain) out.field("control_chain", end.own->control_chain->hex());
    if (end.own->telemetry_chain) out.field("telemetry_chain", end.own->telemetry_chain->hex());
    out.end_object();
  }
  return out.end_object().take() + "\n";
}

std::string to_ndjson(const PullAnswer& answer) {
  std::string out = head_line(answer.head);
  for (const auto& row : answer.rows) append_row(out, row);
  return out + end_line(answer.end);
}

Result<PullAnswer> parse_pull_answer(std::string_view text) {
  const auto lines = whole_lines(text);
  if (lines.empty()) return text.empty() || text.front() == '{' ? truncated(0) : not_ours();
  PullAnswer answer;
  PARCOURS_TRY(answer.head, read_head(lines.front()));
  PARCOURS_TRY(const auto document, parse_as_list(lines));
  const auto values = document.root().elements();
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i].is_array()) {
      PARCOURS_TRY(auto row, read_row(values[i], lines[i], i + 1));
      answer.rows.push_back(std::move(row));
      continue;
    }
    PARCOURS_TRY(answer.end, read_end(values[i], i + 1));
    if (i + 1 < values.size() || text.back() != '\n')
      return bad_line(i + 2, "something follows the last line");
    return answer;
  }
  return truncated(lines.size());
}

}  // namespace parcours::protocol
