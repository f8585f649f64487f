// SPDX-License-Identifier: Apache-2.0
// One compiled SQL statement: bind, step, read columns. Made by Connection, must die before it,
// same thread. Binding never fails on the spot: the first wrong bind (no such parameter, value too
// large) is told by the next step, so that binds chain. Text and blob views of a row are valid
// until the next step, reset or end of scope.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "platform/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace parcours::sqlite {

/// Bytes to be bound as BLOB, not as TEXT: `bind(2, Blob{packed})`.
struct Blob {
  std::string_view bytes;
};

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Parameters count from 1. Values are copied.
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const char* text) { return bind(index, std::string_view{text}); }
  Statement& bind(int index, const std::string& text) {
    return bind(index, std::string_view{text});
  }
  Statement& bind(int index, Blob blob);
  Statement& bind(int index, double number);
  Statement& bind(int index, std::nullptr_t);
  template <std::integral T>
  Statement& bind(int index, T number) {
    return bind_integer(index, static_cast<std::int64_t>(number));
  }
  template <typename T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind(index, nullptr);
  }

  /// Resets, then binds parameters 1..n; their number must be the statement's, else Invalid at the
  /// next step.
  template <typename... Values>
  Statement& bind_all(const Values&... values) {
    reset();
    expect_parameters(static_cast<int>(sizeof...(values)));
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// True with a row to read, false at the end.
  [[nodiscard]] Result<bool> step();
  /// Steps to the end, drops rows and resets.
  [[nodiscard]] Status run();
  /// Ready to be stepped again; bindings stay.
  void reset();

  /// Columns count from 0 and are only there after a step that gave true. SQLite converts types;
  /// NULL is 0 or empty.
  [[nodiscard]] std::int64_t column_int(int column) const;
  [[nodiscard]] double column_double(int column) const;
  [[nodiscard]] std::string_view column_text(int column) const;
  [[nodiscard]] std::string_view column_blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] int column_count() const;

 private:
  friend class Connection;
  Statement(sqlite3* database, sqlite3_stmt* statement, bool* lent, const std::string* file)
      : x_database(database), x_statement(statement), x_lent(lent), x_file(file) {}
  Statement& bind_integer(int index, std::int64_t number);
  Statement& bound(int index, int code);
  void expect_parameters(int count);
  void check_column(int column) const;
  void release();

  sqlite3* x_database;
  sqlite3_stmt* x_statement;
  bool*
      x_lent;  ///< Null when this handle owns the statement; else the cache's mark that it is out.
  const std::string* x_file;
  std::optional<Error> x_bind_error;
};

}  // namespace parcours::sqlite
