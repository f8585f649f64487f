// SPDX-License-Identifier: Apache-2.0
// One line of a table by the names of its columns, with readers that refuse bad contents and name
// the column. Pure. Column names are compared in lower case, without spaces and underscores.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/base/money.h"
#include "platform/base/result.h"
#include "sync/hub/import/csv.h"

namespace parcours::hub {

class Header {
 public:
  explicit Header(const std::vector<std::string>& names);
  /// The position of the column of that name, or of the first of several names "a|b|c".
  [[nodiscard]] std::optional<std::size_t> find(std::string_view names) const;
  [[nodiscard]] std::size_t size() const { return x_names.size(); }
  /// Invalid unless the record has a field for each column and nothing but text in them: UTF-8
  /// without control characters; line breaks only where texts may be long. Names the column.
  [[nodiscard]] Status check(const CsvRecord& record) const;

 private:
  std::vector<std::string> x_names;  ///< to compare
  std::vector<std::string> x_told;   ///< as the file has them
};

class Record {
 public:
  Record(const Header& header, CsvRecord fields) : x_header(header), x_fields(std::move(fields)) {}
  [[nodiscard]] std::int64_t line() const { return x_fields.line; }

  /// Trimmed; empty when the column is absent.
  [[nodiscard]] std::string text(std::string_view names) const;
  /// Invalid when it is empty.
  [[nodiscard]] Result<std::string> required(std::string_view names) const;
  /// A name of a thing: 1..64 characters without space, slash, comma and control characters.
  [[nodiscard]] Result<std::string> identifier(std::string_view names) const;
  /// `fallback` when empty; Invalid unless least <= number <= most.
  [[nodiscard]] Result<std::int64_t> whole(std::string_view names, std::int64_t fallback,
                                           std::int64_t least, std::int64_t most) const;
  /// "12.50", "12,50" or "12", never negative; 0 when empty.
  [[nodiscard]] Result<Money> money(std::string_view names) const;
  /// Degrees or other decimals; 0 when empty.
  [[nodiscard]] Result<double> decimal(std::string_view names, double least, double most) const;
  /// RFC 3339, "2026-11-01" or "2026-11-01 10:00:00" (taken as UTC); `fallback` when empty.
  [[nodiscard]] Result<WallTime> time(std::string_view names, WallTime fallback) const;
  /// yes/no, true/false, oui/non, 1/0; false when empty.
  [[nodiscard]] Result<bool> flag(std::string_view names) const;
  /// Parts between semicolons or bars.
  [[nodiscard]] std::vector<std::string> list(std::string_view names) const;

 private:
  const Header& x_header;
  CsvRecord x_fields;
};

/// Digits of EAN-8, EAN-13, UPC-A or GTIN-14 with a right check digit.
[[nodiscard]] Status check_gtin(std::string_view digits, std::string_view column);

}  // namespace parcours::hub
