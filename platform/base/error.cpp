// SPDX-License-Identifier: Apache-2.0
#include "platform/base/error.h"

namespace parcours {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::NotFound:
      return "not found";
    case ErrorCode::Invalid:
      return "invalid";
    case ErrorCode::Conflict:
      return "conflict";
    case ErrorCode::Denied:
      return "denied";
    case ErrorCode::Unavailable:
      return "unavailable";
    case ErrorCode::Timeout:
      return "timeout";
    case ErrorCode::Full:
      return "full";
    case ErrorCode::Corrupt:
      return "corrupt";
    case ErrorCode::Io:
      return "io";
    case ErrorCode::Cancelled:
      return "cancelled";
    case ErrorCode::Unsupported:
      return "unsupported";
  }
  return "unknown";
}

std::string Error::text() const {
  std::string out{to_string(code)};
  out += ": " + message;
  if (!where.empty()) out += " (" + where + ")";
  return out;
}

}  // namespace parcours
