// SPDX-License-Identifier: Apache-2.0
#include "platform/base/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "platform/base/clock.h"

namespace parcours {
namespace {

template <typename T>
bool read_whole(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

bool is_option(std::string_view word) {
  return word.substr(0, 2) == "--";
}

std::string names_of(std::span<const OptionSpec> options) {
  std::string names;
  for (const auto& option : options) {
    names += names.empty() ? "" : ", ";
    names += option.name;
  }
  return names.empty() ? "none" : names;
}

Status check_value(const OptionSpec& option, std::string_view value) {
  const std::string where{option.name};
  if (value.empty()) return fail(ErrorCode::Invalid, "the value is empty", where);
  switch (option.kind) {
    case ValueKind::Text:
    case ValueKind::Flag:
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
      if (value.size() == 10 && parse_rfc3339(fmt::format("{}T00:00:00Z", value))) return {};
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

Status check_words(const std::vector<std::string>& words, const WordsSpec& spec,
                   std::span<const OptionSpec> options) {
  if (words.size() > spec.most) {
    return fail(ErrorCode::Invalid, "is not understood here; options: " + names_of(options),
                words[spec.most]);
  }
  if (words.size() < spec.least) {
    return fail(ErrorCode::Invalid,
                fmt::format("{} needed", spec.most == 1 ? "is" : "at least one is"),
                std::string{spec.name});
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

Result<Arguments> Arguments::parse(std::span<const std::string_view> words,
                                   std::span<const OptionSpec> options,
                                   const WordsSpec& positional) {
  Arguments arguments;
  bool may_be_option = true;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (may_be_option && words[at] == "--") {
      may_be_option = false;
    } else if (may_be_option && is_option(words[at])) {
      PARCOURS_CHECK(arguments.take_option(words, at, options));
    } else {
      arguments.x_words.emplace_back(words[at]);
    }
  }
  for (const auto& option : options) {
    if (option.required && !arguments.has(option.name)) {
      return fail(ErrorCode::Invalid, "is needed", std::string{option.name});
    }
  }
  PARCOURS_CHECK(check_words(arguments.x_words, positional, options));
  return arguments;
}

Status Arguments::take_option(std::span<const std::string_view> words, std::size_t& at,
                              std::span<const OptionSpec> options) {
  const std::string_view word = words[at];
  const auto equals = word.find('=');
  const std::string name{word.substr(0, equals)};
  const auto option = std::find_if(options.begin(), options.end(),
                                   [&](const auto& known) { return known.name == name; });
  if (option == options.end()) {
    return fail(
        ErrorCode::Invalid,
        "is no option here; there are" + (options.empty() ? " none" : ": " + names_of(options)),
        name);
  }
  std::string_view value;
  if (option->kind == ValueKind::Flag) {
    if (equals != std::string_view::npos) {
      return fail(ErrorCode::Invalid, "takes no value", name);
    }
  } else {
    if (equals != std::string_view::npos) {
      value = word.substr(equals + 1);
    } else if (at + 1 == words.size() || is_option(words[at + 1])) {
      return fail(ErrorCode::Invalid, "needs a value after it", name);
    } else {
      value = words[++at];
    }
    PARCOURS_CHECK(check_value(*option, value));
  }
  if (!x_values.emplace(name, value).second) {
    return fail(ErrorCode::Invalid, "is given twice", name);
  }
  return {};
}

std::string Arguments::text(std::string_view name, std::string_view fallback) const {
  const auto found = x_values.find(name);
  return std::string{found == x_values.end() ? fallback : found->second};
}

std::int64_t Arguments::number(std::string_view name, std::int64_t fallback) const {
  const auto found = x_values.find(name);
  std::int64_t value = fallback;
  return found != x_values.end() && read_whole(std::string_view{found->second}, value) ? value
                                                                                       : fallback;
}

bool wants_help(std::span<const std::string_view> words) {
  for (const auto word : words) {
    if (word == "--") return false;
    if (word == "--help" || word == "-h") return true;
  }
  return false;
}

std::string complaint(std::string_view program, const Error& error) {
  return fmt::format("{}: {}{}{}", program, error.where, error.where.empty() ? "" : ": ",
                     error.message);
}

}  // namespace parcours
