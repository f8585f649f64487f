// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/command.h"

#include <ostream>
#include <string>

namespace parcours::app {

int run_command(const CommandText& text, std::span<const std::string_view> words, std::ostream& out,
                std::ostream& errors, const std::function<Result<int>(const Arguments&)>& run) {
  if (wants_help(words)) {
    out << text.help << std::flush;
    return 0;
  }
  auto code = Result<int>{0};
  auto arguments = Arguments::parse(words, text.options, text.words);
  const bool understood = arguments.has_value();
  if (understood) {
    code = run(*arguments);
  } else {
    code = fail(std::move(arguments).error());
  }
  if (code) return *code;
  const bool misunderstood = code.error().code == ErrorCode::Invalid;
  const std::string program = "parcours-kiosk " + std::string{text.name};
  errors << complaint(program, code.error())
         << (misunderstood && !understood ? "; see --help\n" : "\n");
  return misunderstood ? kExitNotUnderstood : kExitFailed;
}

}  // namespace parcours::app
