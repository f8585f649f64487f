// SPDX-License-Identifier: Apache-2.0
#include "platform/base/log.h"

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <string>

#include "platform/base/clock.h"

namespace parcours {
namespace {

std::atomic<LogLevel> g_level{LogLevel::Info};

std::string_view name(LogLevel level) {
  switch (level) {
    case LogLevel::Debug:
      return "debug";
    case LogLevel::Info:
      return "info";
    case LogLevel::Warning:
      return "warning";
    case LogLevel::Error:
      return "error";
  }
  return "info";
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += fmt::format("\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
}

}  // namespace

void set_log_level(LogLevel level) {
  g_level = level;
}

void log(LogLevel level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  if (level < g_level.load()) return;
  std::string line = fmt::format(R"({{"time":"{}","level":"{}","event":")",
                                 to_rfc3339(SystemClock{}.wall()), name(level));
  append_escaped(line, event);
  line += '"';
  for (const auto& [key, value] : fields) {
    line += ",\"";
    append_escaped(line, key);
    line += "\":\"";
    append_escaped(line, value);
    line += '"';
  }
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace parcours
