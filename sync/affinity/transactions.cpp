// SPDX-License-Identifier: Apache-2.0
#include "sync/affinity/transactions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <unordered_map>

#include "platform/base/clock.h"

namespace parcours::affinity {
namespace {

enum Column { kInvoice, kCode, kName, kQuantity, kDate, kPrice, kCustomer, kColumns };
constexpr std::array<std::string_view, kColumns> kNames{
    "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"};

/// Reads one CSV record (RFC 4180) and leaves `text` behind it; false: a quote is not closed.
bool read_record(std::string_view& text, std::vector<std::string>& fields) {
  fields.assign(1, {});
  bool quoted = false;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c != '"') {
        fields.back().push_back(c);
      } else if (i + 1 < text.size() && text[i + 1] == '"') {
        fields.back().push_back(text[++i]);
      } else {
        quoted = false;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
    } else if (c == '\n') {
      ++i;
      break;
    } else if (c != '\r') {
      fields.back().push_back(c);
    }
  }
  text.remove_prefix(i);
  return !quoted;
}

/// Trimmed and upper case; "" when it is not five digits and up to two letters.
std::string product_code(std::string_view raw) {
  while (!raw.empty() && raw.front() == ' ') raw.remove_prefix(1);
  while (!raw.empty() && raw.back() == ' ') raw.remove_suffix(1);
  if (raw.size() < 5 || raw.size() > 7) return {};
  std::string code;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i] >= 'a' && raw[i] <= 'z' ? static_cast<char>(raw[i] - 'a' + 'A') : raw[i];
    if (i < 5 ? c < '0' || c > '9' : c < 'A' || c > 'Z') return {};
    code.push_back(c);
  }
  return code;
}

template <typename Number>
bool read_number(const std::string& text, Number& out) {
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, out);
  return read.ec == std::errc{} && read.ptr == end;
}

Result<std::int64_t> moment_ms(std::string_view text) {
  // "2010-12-01 08:26:00", local time of the shop, taken as UTC: only order and month matter.
  if (text.size() != 19 || text[10] != ' ') return fail(ErrorCode::Invalid, "not a date");
  PARCOURS_TRY(const auto time,
               parse_rfc3339(fmt::format("{}T{}Z", text.substr(0, 10), text.substr(11))));
  return to_ms(time);
}

class Reader {
 public:
  Status header(const std::vector<std::string>& fields) {
    for (std::size_t column = 0; column < kColumns; ++column) {
      const auto at = std::find(fields.begin(), fields.end(), kNames[column]);
      if (at == fields.end())
        return fail(ErrorCode::Invalid, fmt::format("the column {} is missing", kNames[column]),
                    "line 1");
      x_place[column] = static_cast<std::size_t>(at - fields.begin());
    }
    return {};
  }

  Status line(const std::vector<std::string>& fields, std::int64_t number) {
    ++x_result.lines;
    for (const auto place : x_place)
      if (place >= fields.size())
        return fail(ErrorCode::Invalid, "has too few columns", fmt::format("line {}", number));
    const auto& invoice = fields[x_place[kInvoice]];
    if (invoice.empty()) return bad(number, kInvoice);
    int quantity = 0;
    double price = 0;
    if (!read_number(fields[x_place[kQuantity]], quantity)) return bad(number, kQuantity);
    if (!read_number(fields[x_place[kPrice]], price)) return bad(number, kPrice);
    const auto time = moment_ms(fields[x_place[kDate]]);
    if (!time) return bad(number, kDate);
    if (invoice.front() == 'C' || invoice.front() == 'A') {
      ++x_result.cancelled;
      return {};
    }
    auto code = product_code(fields[x_place[kCode]]);
    if (code.empty()) {
      ++x_result.not_products;
      return {};
    }
    if (quantity <= 0 || price <= 0) {
      ++x_result.not_sales;
      return {};
    }
    ++x_result.taken;
    take(invoice, fields[x_place[kCustomer]], std::move(code), *time);
    auto& product = x_products[x_result.baskets[x_last].products.back()];
    if (!fields[x_place[kName]].empty()) product.name = fields[x_place[kName]];
    product.price_cents = static_cast<std::int64_t>(price * 100 + 0.5);
    return {};
  }

  Transactions finish() {
    for (auto& basket : x_result.baskets) {
      auto& products = basket.products;
      std::sort(products.begin(), products.end());
      products.erase(std::unique(products.begin(), products.end()), products.end());
    }
    std::sort(x_result.baskets.begin(), x_result.baskets.end(), [](const auto& a, const auto& b) {
      return a.time_ms != b.time_ms ? a.time_ms < b.time_ms : a.id < b.id;
    });
    for (auto& [code, product] : x_products) {
      product.code = code;
      x_result.products.push_back(std::move(product));
    }
    return std::move(x_result);
  }

 private:
  Status bad(std::int64_t number, Column column) const {
    return fail(ErrorCode::Invalid, fmt::format("the column {} cannot be read", kNames[column]),
                fmt::format("line {}", number));
  }
  void take(const std::string& invoice, const std::string& customer, std::string code,
            std::int64_t time) {
    const auto [at, fresh] = x_invoices.try_emplace(invoice, x_result.baskets.size());
    if (fresh) x_result.baskets.push_back({invoice, customer, time, {}});
    x_last = at->second;
    auto& basket = x_result.baskets[x_last];
    basket.time_ms = std::min(basket.time_ms, time);
    basket.products.push_back(std::move(code));
  }

  Transactions x_result;
  std::array<std::size_t, kColumns> x_place{};
  std::unordered_map<std::string, std::size_t> x_invoices;
  std::map<std::string, SoldProduct> x_products;
  std::size_t x_last = 0;
};

}  // namespace

Result<Transactions> read_transactions(std::string_view csv) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (csv.substr(0, 3) == kByteOrderMark) csv.remove_prefix(3);
  Reader reader;
  std::vector<std::string> fields;
  std::int64_t number = 0;
  while (!csv.empty()) {
    ++number;
    if (!read_record(csv, fields))
      return fail(ErrorCode::Invalid, "a quote is not closed", fmt::format("record {}", number));
    if (number == 1)
      PARCOURS_CHECK(reader.header(fields));
    else if (fields.size() > 1)
      PARCOURS_CHECK(reader.line(fields, number));
  }
  if (number == 0) return fail(ErrorCode::Invalid, "the file is empty", "line 1");
  return reader.finish();
}

Result<std::int64_t> day_ms(std::string_view day) {
  const auto time = parse_rfc3339(fmt::format("{}T00:00:00Z", day));
  if (!time || day.size() != 10)
    return fail(ErrorCode::Invalid, fmt::format("'{}' is not a day such as 2011-09-01", day));
  return to_ms(*time);
}

}  // namespace parcours::affinity
