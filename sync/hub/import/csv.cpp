// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/import/csv.h"

#include <algorithm>

namespace parcours::hub {

namespace {

/// The one that the first line has most of; a comma in doubt.
char separator_of(std::string_view text) {
  const auto line = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char candidate : {';', '\t'}) {
    if (std::count(line.begin(), line.end(), candidate) >
        std::count(line.begin(), line.end(), best)) {
      best = candidate;
    }
  }
  return best;
}

}  // namespace

CsvReader::CsvReader(std::string_view text) : x_text(text) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (x_text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    x_text.remove_prefix(kByteOrderMark.size());
  }
  x_separator = separator_of(x_text);
}

bool CsvReader::at_line_end() const {
  return x_at >= x_text.size() || x_text[x_at] == '\n' ||
         (x_text[x_at] == '\r' && (x_at + 1 == x_text.size() || x_text[x_at + 1] == '\n'));
}

void CsvReader::take_line_end() {
  if (x_at < x_text.size() && x_text[x_at] == '\r') ++x_at;
  if (x_at < x_text.size() && x_text[x_at] == '\n') ++x_at;
  ++x_line;
}

bool CsvReader::at_end() {
  while (x_at < x_text.size() && at_line_end()) take_line_end();
  return x_at >= x_text.size();
}

Result<CsvRecord> CsvReader::next() {
  if (at_end()) return fail(ErrorCode::NotFound, "no more lines");
  const std::size_t begin = x_at;
  CsvRecord record;
  record.line = x_record_line = x_line;
  while (true) {
    std::string field;
    if (auto read = read_field(field); !read) {
      skip_line(begin);
      return fail(read.error());
    }
    record.fields.push_back(std::move(field));
    if (at_line_end()) break;
    ++x_at;  // the separator
  }
  take_line_end();
  return record;
}

Status CsvReader::read_field(std::string& field) {
  if (x_at < x_text.size() && x_text[x_at] == '"') return read_quoted(field);
  const std::size_t begin = x_at;
  while (!at_line_end() && x_text[x_at] != x_separator) ++x_at;
  field = x_text.substr(begin, x_at - begin);
  return {};
}

Status CsvReader::read_quoted(std::string& field) {
  ++x_at;
  while (x_at < x_text.size()) {
    const char c = x_text[x_at];
    if (c == '\n') ++x_line;
    ++x_at;
    if (c != '"') {
      field.push_back(c);
    } else if (x_at < x_text.size() && x_text[x_at] == '"') {
      field.push_back('"');
      ++x_at;
    } else {
      if (at_line_end() || x_text[x_at] == x_separator) return {};
      return fail(ErrorCode::Invalid,
                  "text follows a closing quote; double a quote inside a field");
    }
  }
  return fail(ErrorCode::Invalid, "a quote is opened and never closed");
}

// A stray quote must cost its own line only, not all that follow it.
void CsvReader::skip_line(std::size_t from) {
  x_line = x_record_line;
  x_at = std::min(x_text.find('\n', from), x_text.size());
  take_line_end();
}

}  // namespace parcours::hub
