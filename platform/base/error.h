// SPDX-License-Identifier: Apache-2.0
// What went wrong, told so that the caller knows what it can do. A value; any thread.
#pragma once

#include <string>
#include <string_view>

namespace parcours {

/// The code says what the caller can do, not where the failure came from.
enum class ErrorCode {
  NotFound,     ///< The thing asked for is not there; ask for another.
  Invalid,      ///< Bad outside data or argument; mend it, a retry will not help.
  Conflict,     ///< The state changed meanwhile; read again and decide.
  Denied,       ///< The asker has no right to it.
  Unavailable,  ///< The other side cannot be reached now; retry later.
  Timeout,      ///< No answer in time; retry later.
  Full,         ///< No room (disk, queue); make room.
  Corrupt,      ///< Stored bytes are damaged; set aside and call an operator.
  Io,           ///< The operating system refused; see the message.
  Cancelled,    ///< Stopped on request.
  Unsupported,  ///< A version or feature this program does not know.
};

[[nodiscard]] std::string_view to_string(ErrorCode code);

/// `message` is for a person and names the way out; `where` names the field, line, file or URL.
struct Error {
  ErrorCode code = ErrorCode::Invalid;
  std::string message;
  std::string where;

  /// "invalid: message (where)".
  [[nodiscard]] std::string text() const;
};

}  // namespace parcours
