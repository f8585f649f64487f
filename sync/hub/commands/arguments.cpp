// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/commands/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sync/demo/demo.h"

namespace parcours::hub {

namespace {

template <typename T>
bool read_whole(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

std::string names_of(std::span<const OptionSpec> options) {
  std::string names;
  for (const auto& option : options) {
    if (!names.empty()) names += ", ";
    names += option.name;
  }
  return names;
}

Status check_value(const OptionSpec& option, std::string_view value) {
  const std::string where{option.name};
  if (value.empty()) return fail(ErrorCode::Invalid, "the value is empty", where);
  switch (option.kind) {
    case ValueKind::Text:
      return {};
    case ValueKind::Number: {
      std::int64_t number = 0;
      if (read_whole(value, number) && number >= option.least && number <= option.most) return {};
      return fail(ErrorCode::Invalid,
                  fmt::format("\"{}\" is not a whole number from {} to {}", value, option.least,
                              option.most),
                  where);
    }
    case ValueKind::Day:
      if (demo::parse_day(value)) return {};
      return fail(ErrorCode::Invalid, fmt::format("\"{}\" is not a day such as 2026-11-21", value),
                  where);
    case ValueKind::Address:
      if (auto address = parse_address(value); !address) {
        return fail(ErrorCode::Invalid, address.error().message, where);
      }
      return {};
  }
  return {};
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
  const auto colon = text.rfind(':');
  Address address;
  if (colon == std::string_view::npos || colon == 0 ||
      !read_whole(text.substr(colon + 1), address.port)) {
    return fail(ErrorCode::Invalid,
                fmt::format("\"{}\" is not an address such as 127.0.0.1:8080", text));
  }
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  address.host = host;
  return address;
}

Result<Arguments> Arguments::parse(std::span<const std::string> words,
                                   std::span<const OptionSpec> options, Files files) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word.substr(0, 2) != "--") {
      if (files == Files::None) {
        return fail(ErrorCode::Invalid, "is not understood; options: " + names_of(options), word);
      }
      arguments.x_files.push_back(word);
      continue;
    }
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const auto& known) { return known.name == name; });
    if (option == options.end()) {
      return fail(ErrorCode::Invalid, "is no option here; there are: " + names_of(options), name);
    }
    if (equals == std::string::npos && i + 1 == words.size()) {
      return fail(ErrorCode::Invalid, "needs a value after it", name);
    }
    const std::string value = equals == std::string::npos ? words[++i] : word.substr(equals + 1);
    PARCOURS_CHECK(check_value(*option, value));
    if (!arguments.x_values.emplace(name, value).second) {
      return fail(ErrorCode::Invalid, "is given twice", name);
    }
  }
  for (const auto& option : options) {
    if (option.required && arguments.x_values.count(std::string{option.name}) == 0) {
      return fail(ErrorCode::Invalid, "is needed", std::string{option.name});
    }
  }
  if (files == Files::OneOrMore && arguments.x_files.empty()) {
    return fail(ErrorCode::Invalid, "at least one is needed", "FILE");
  }
  return arguments;
}

std::string Arguments::text(std::string_view name, std::string_view fallback) const {
  const auto found = x_values.find(name);
  return found == x_values.end() ? std::string{fallback} : found->second;
}

std::int64_t Arguments::number(std::string_view name, std::int64_t fallback) const {
  const auto found = x_values.find(name);
  if (found == x_values.end()) return fallback;
  std::int64_t value = fallback;
  return read_whole(std::string_view{found->second}, value) ? value : fallback;
}

}  // namespace parcours::hub
