// SPDX-License-Identifier: Apache-2.0
// Reads comma-separated values as RFC 4180 has them: quotes, doubled quotes, line breaks inside
// quotes, CRLF or LF, a byte order mark. A semicolon or tab in the header line instead of commas is
// taken as the separator. Pure: the text is in memory and outlives the reader. It knows no columns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace parcours::hub {

struct CsvRecord {
  std::int64_t line = 0;  ///< where it begins, from 1
  std::vector<std::string> fields;
};

class CsvReader {
 public:
  explicit CsvReader(std::string_view text);

  /// True when nothing is left but empty lines.
  [[nodiscard]] bool at_end();
  /// The next record. Invalid says what is wrong with its quotes, `line` where it begins; the
  /// reader then stands at the line after that one, so that reading can go on.
  [[nodiscard]] Result<CsvRecord> next();
  /// Of the record that `next` gave or refused last.
  [[nodiscard]] std::int64_t line() const { return x_record_line; }

 private:
  [[nodiscard]] Status read_field(std::string& field);
  [[nodiscard]] Status read_quoted(std::string& field);
  [[nodiscard]] bool at_line_end() const;
  void take_line_end();
  void skip_line(std::size_t from);

  std::string_view x_text;
  std::size_t x_at = 0;
  std::int64_t x_line = 1;
  std::int64_t x_record_line = 0;
  char x_separator = ',';
};

}  // namespace parcours::hub
