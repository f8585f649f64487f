// SPDX-License-Identifier: Apache-2.0
// One JSON object a line on standard error. Never a name, card, e-mail, phone, note or scanned
// text: logs hold no personal content.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace parcours {

enum class LogLevel { Debug, Info, Warning, Error };

/// Lines below this level are dropped; Info at start.
void set_log_level(LogLevel level);

/// `log(LogLevel::Info, "pull", {{"rows", "120"}});` Any thread; a line is written whole.
void log(LogLevel level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string_view>> fields = {});

}  // namespace parcours
