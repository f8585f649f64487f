// SPDX-License-Identifier: Apache-2.0
#include "platform/sqlite/statement.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "platform/base/assert.h"
#include "platform/sqlite/failure.h"

namespace parcours::sqlite {

Statement::Statement(Statement&& other) noexcept
    : x_database(other.x_database),
      x_statement(std::exchange(other.x_statement, nullptr)),
      x_lent(std::exchange(other.x_lent, nullptr)),
      x_file(other.x_file),
      x_bind_error(std::move(other.x_bind_error)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this == &other) return *this;
  release();
  x_database = other.x_database;
  x_statement = std::exchange(other.x_statement, nullptr);
  x_lent = std::exchange(other.x_lent, nullptr);
  x_file = other.x_file;
  x_bind_error = std::move(other.x_bind_error);
  return *this;
}

Statement::~Statement() {
  release();
}

void Statement::release() {
  if (x_statement == nullptr) return;
  if (x_lent == nullptr) {
    sqlite3_finalize(x_statement);
  } else {
    // Back to the cache: an open read would keep the write-ahead log from being reset.
    sqlite3_reset(x_statement);
    sqlite3_clear_bindings(x_statement);
    *x_lent = false;
  }
  x_statement = nullptr;
}

Statement& Statement::bound(int index, int code) {
  if (code != SQLITE_OK && !x_bind_error) {
    auto error = failure(x_database, code, *x_file, sqlite3_sql(x_statement));
    error.message = fmt::format("parameter {}: {}", index, error.message);
    x_bind_error = std::move(error);
  }
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL; an empty text is a text.
  const char* bytes = text.data() != nullptr ? text.data() : "";
  return bound(index, sqlite3_bind_text64(x_statement, index, bytes, text.size(), SQLITE_TRANSIENT,
                                          SQLITE_UTF8));
}

Statement& Statement::bind(int index, Blob blob) {
  const char* bytes = blob.bytes.data() != nullptr ? blob.bytes.data() : "";
  return bound(index,
               sqlite3_bind_blob64(x_statement, index, bytes, blob.bytes.size(), SQLITE_TRANSIENT));
}

Statement& Statement::bind(int index, double number) {
  return bound(index, sqlite3_bind_double(x_statement, index, number));
}

Statement& Statement::bind(int index, std::nullptr_t) {
  return bound(index, sqlite3_bind_null(x_statement, index));
}

Statement& Statement::bind_integer(int index, std::int64_t number) {
  return bound(index, sqlite3_bind_int64(x_statement, index, number));
}

void Statement::expect_parameters(int count) {
  const int wanted = sqlite3_bind_parameter_count(x_statement);
  x_bind_error.reset();
  if (wanted == count) return;
  x_bind_error =
      Error{ErrorCode::Invalid,
            fmt::format("the SQL has {} parameters, {} values were bound", wanted, count),
            fmt::format("{}: {}", *x_file, sqlite3_sql(x_statement))};
}

Result<bool> Statement::step() {
  PARCOURS_ASSERT(x_statement != nullptr);
  if (x_bind_error) {
    auto error = std::move(*x_bind_error);
    x_bind_error.reset();
    return fail(std::move(error));
  }
  const int code = sqlite3_step(x_statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto error = failure(x_database, code, *x_file, sqlite3_sql(x_statement));
  sqlite3_reset(x_statement);
  return fail(std::move(error));
}

Status Statement::run() {
  for (;;) {
    PARCOURS_TRY(const bool row, step());
    if (!row) break;
  }
  reset();
  return {};
}

void Statement::reset() {
  // The code is that of the step before, which has been told already.
  sqlite3_reset(x_statement);
}

void Statement::check_column(int column) const {
  PARCOURS_ASSERT(column >= 0 && column < sqlite3_data_count(x_statement));
}

std::int64_t Statement::column_int(int column) const {
  check_column(column);
  return sqlite3_column_int64(x_statement, column);
}

double Statement::column_double(int column) const {
  check_column(column);
  return sqlite3_column_double(x_statement, column);
}

std::string_view Statement::column_text(int column) const {
  check_column(column);
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(x_statement, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(x_statement, column))};
}

std::string_view Statement::column_blob(int column) const {
  check_column(column);
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(x_statement, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(x_statement, column))};
}

bool Statement::is_null(int column) const {
  check_column(column);
  return sqlite3_column_type(x_statement, column) == SQLITE_NULL;
}

int Statement::column_count() const {
  return sqlite3_column_count(x_statement);
}

}  // namespace parcours::sqlite
