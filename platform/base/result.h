// SPDX-License-Identifier: Apache-2.0
// Result<T>: a value or an Error. Every fallible function of Parcours returns one; nothing throws.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "platform/base/error.h"

namespace parcours {

template <typename T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::Invalid, "price is negative", "line 4, column price");`
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace parcours

#define PARCOURS_JOIN_(a, b) a##b
#define PARCOURS_JOIN(a, b) PARCOURS_JOIN_(a, b)

/// Unwraps a Result or returns its error: `PARCOURS_TRY(auto row, journal.find(key));`
/// A declaration cannot stand in parentheses, which clang-tidy wants around arguments of macros.
#define PARCOURS_TRY(declaration, expression)                                  \
  auto PARCOURS_JOIN(try_, __LINE__) = (expression);                           \
  if (!PARCOURS_JOIN(try_, __LINE__))                                          \
    return ::parcours::fail(std::move(PARCOURS_JOIN(try_, __LINE__)).error()); \
  declaration = std::move(*PARCOURS_JOIN(try_, __LINE__)) /* NOLINT(bugprone-macro-parentheses) */

/// The same for a Status: `PARCOURS_CHECK(transaction.commit());`
#define PARCOURS_CHECK(expression)                                   \
  do {                                                               \
    auto check_ = (expression);                                      \
    if (!check_) return ::parcours::fail(std::move(check_).error()); \
  } while (false)
