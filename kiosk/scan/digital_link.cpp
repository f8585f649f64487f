// SPDX-License-Identifier: Apache-2.0
// GS1 Digital Link: URI syntax. The path is read from its end, so that any stem before the key is
// allowed.
#include <algorithm>

#include "kiosk/scan/gs1.h"
#include "kiosk/scan/gs1_table.h"
#include "kiosk/scan/gs1_value.h"
#include "kiosk/scan/gtin.h"

namespace parcours::scan {
namespace {

constexpr std::string_view kNoKey = "the address holds no GS1 key";
constexpr std::string_view kUriMarks = "-._~:/?#[]@!$&'()*+,;=%";
constexpr std::string_view kNotInDomain = "_~?#@!$&'()*+,;=%";

tl::unexpected<Unknown> refuse(std::string detail) {
  return tl::unexpected<Unknown>({"bad_gs1", std::move(detail)});
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

enum class Component { Path, Query };

/// RFC 3986 percent-encoding; '+' is a space in a query only. A '%' that begins no pair of digits
/// stays as it is, and the value's character check decides.
std::string unescape(std::string_view text, Component component) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_pair = text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
                         hex_value(text[i + 2]) >= 0;
    if (is_pair) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else if (component == Component::Query && text[i] == '+') {
      out += ' ';
    } else {
      out += text[i];
    }
  }
  return out;
}

/// A GTIN may be written with 8, 12 or 13 digits.
std::string fill_up(std::string_view identifier, std::string value) {
  const bool is_short = value.size() == 8 || value.size() == 12 || value.size() == 13;
  if (identifier == "01" && is_short) value.insert(0, 14 - value.size(), '0');
  return value;
}

struct Uri {
  std::string_view path;
  std::string_view query;
};

tl::expected<Uri, Unknown> split(std::string_view uri) {
  for (const char c : uri) {
    if (!is_letter_or_digit(c) && kUriMarks.find(c) == std::string_view::npos) {
      return refuse("a character that no address may hold");
    }
  }
  bool has_scheme = false;
  for (const std::string_view scheme : {"https://", "HTTPS://", "http://", "HTTP://"}) {
    if (uri.substr(0, scheme.size()) != scheme) continue;
    uri.remove_prefix(scheme.size());
    has_scheme = true;
    break;
  }
  if (!has_scheme) return refuse("scheme must be http or https, all lower or all upper case");
  const std::size_t slash = uri.find('/');
  if (slash == std::string_view::npos || slash == 0) return refuse(std::string{kNoKey});
  if (uri.substr(0, slash).find_first_of(kNotInDomain) != std::string_view::npos) {
    return refuse("a character that no domain may hold");
  }
  uri = uri.substr(slash, uri.find('#') == std::string_view::npos ? std::string_view::npos
                                                                  : uri.find('#') - slash);
  const std::size_t mark = uri.find('?');
  Uri parts{uri.substr(0, mark), {}};
  if (mark != std::string_view::npos) parts.query = uri.substr(mark + 1);
  return parts;
}

using Pair = std::pair<std::string_view, std::string_view>;

/// The "/identifier/value" pairs from the rightmost primary key to the end of the path, in order;
/// none without a key.
std::vector<Pair> path_pairs(std::string_view path) {
  std::vector<Pair> pairs;
  while (true) {
    const std::size_t value_at = path.rfind('/');
    if (value_at == std::string_view::npos || value_at == 0) return {};
    const std::size_t identifier_at = path.rfind('/', value_at - 1);
    if (identifier_at == std::string_view::npos) return {};
    const std::string_view identifier =
        path.substr(identifier_at + 1, value_at - identifier_at - 1);
    const Gs1Field* field = find_gs1_field(identifier);
    if (field == nullptr) return {};
    pairs.emplace_back(identifier, path.substr(value_at + 1));
    if (field->qualifiers != "-") break;
    path = path.substr(0, identifier_at);
  }
  std::reverse(pairs.begin(), pairs.end());
  return pairs;
}

/// Where `identifier` stands in one list of qualifiers "22,10,21"; npos when it is not in it.
std::size_t place_in(std::string_view list, std::string_view identifier) {
  std::size_t place = 0;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (list.substr(0, comma) == identifier) return place;
    list.remove_prefix(std::min(comma + 1, list.size()));
    ++place;
  }
  return std::string_view::npos;
}

/// True when the identifiers follow one of the key's alternatives in its order, leaving out what
/// they like.
bool follows(std::string_view alternatives, const std::vector<std::string_view>& qualifiers) {
  while (true) {
    const std::size_t bar = std::min(alternatives.find('|'), alternatives.size());
    const std::string_view list = alternatives.substr(0, bar);
    bool fits = true;
    std::size_t least = 0;
    for (const std::string_view qualifier : qualifiers) {
      const std::size_t place = place_in(list, qualifier);
      fits = fits && place != std::string_view::npos && place >= least;
      least = place + 1;
    }
    if (fits) return true;
    if (bar == alternatives.size()) return false;
    alternatives.remove_prefix(bar + 1);
  }
}

/// An attribute that would fit among the qualifiers belongs in the path, not in the query.
bool belongs_in_path(std::string_view alternatives, const std::vector<std::string_view>& qualifiers,
                     std::string_view identifier) {
  for (std::size_t at = 0; at <= qualifiers.size(); ++at) {
    auto tried = qualifiers;
    tried.insert(tried.begin() + static_cast<std::ptrdiff_t>(at), identifier);
    if (follows(alternatives, tried)) return true;
  }
  return false;
}

class LinkReader {
 public:
  Elements read(const Uri& uri);

 private:
  std::optional<Unknown> take(std::string_view identifier, const Gs1Field& field,
                              std::string value);
  std::optional<Unknown> take_query(std::string_view query);

  std::vector<Element> x_elements;
  std::vector<std::string_view> x_qualifiers;
  std::string_view x_alternatives;
};

std::optional<Unknown> LinkReader::take(std::string_view identifier, const Gs1Field& field,
                                        std::string value) {
  value = fill_up(identifier, std::move(value));
  if (auto refusal = check_value(identifier, field, value)) return refusal;
  if (!value_of(x_elements, identifier).empty()) {
    return Unknown{"bad_gs1", "(" + std::string{identifier} + ") stands twice"};
  }
  x_elements.push_back({std::string{identifier}, std::move(value)});
  return std::nullopt;
}

std::optional<Unknown> LinkReader::take_query(std::string_view query) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view identifier = parameter.substr(0, equals);
    if (!all_digits(identifier)) continue;  // parameters by name are the web site's own
    const Gs1Field* field = find_gs1_field(identifier);
    const std::string shown = "(" + std::string{identifier.substr(0, 8)} + ")";
    if (field == nullptr) return Unknown{"bad_gs1", shown + " in the query is unknown"};
    auto refusal =
        take(identifier, *field, unescape(parameter.substr(equals + 1), Component::Query));
    if (refusal) return refusal;
    if (belongs_in_path(x_alternatives, x_qualifiers, identifier)) {
      return Unknown{"bad_gs1", shown + " belongs in the path"};
    }
  }
  return std::nullopt;
}

Elements LinkReader::read(const Uri& uri) {
  const std::vector<Pair> pairs = path_pairs(uri.path);
  if (pairs.empty()) return refuse(std::string{kNoKey});
  x_alternatives = find_gs1_field(pairs.front().first)->qualifiers;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto& [identifier, value] = pairs[i];
    if (i > 0) x_qualifiers.push_back(identifier);
    auto refusal = take(identifier, *find_gs1_field(identifier), unescape(value, Component::Path));
    if (refusal) return tl::unexpected<Unknown>(std::move(*refusal));
  }
  if (!follows(x_alternatives, x_qualifiers)) {
    return refuse("the qualifiers after the key are not its own, or not in their order");
  }
  if (auto refusal = take_query(uri.query)) return tl::unexpected<Unknown>(std::move(*refusal));
  return std::move(x_elements);
}

}  // namespace

bool is_web_uri(std::string_view text) {
  std::string start{text.substr(0, 8)};
  std::transform(start.begin(), start.end(), start.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return start == "https://" || start.substr(0, 7) == "http://";
}

Elements parse_digital_link(std::string_view uri) {
  const auto parts = split(uri);
  if (!parts) return tl::unexpected<Unknown>(parts.error());
  return LinkReader{}.read(*parts);
}

bool has_no_key(const Unknown& refusal) {
  return refusal.detail == kNoKey;
}

}  // namespace parcours::scan
