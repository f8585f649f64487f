// SPDX-License-Identifier: Apache-2.0
// A sales file in the layout of the Online Retail data (UCI, Chen 2015, CC BY 4.0): each invoice
// becomes one purchase.completed. Cleaning as its authors' readers do it: product codes of five
// digits and up to two letters; no cancelled (C) or adjusting (A) invoice; quantity and price above
// zero; the invoice happened at its earliest line. Products that the hub does not know yet enter
// the catalogue.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "platform/json/writer.h"
#include "sync/hub/import/importer.h"
#include "sync/journey/entities.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kSource = "import/online-retail";
constexpr std::int64_t kQuantityMax = 100'000;

struct Sold {
  std::int64_t quantity = 0;
  std::int64_t price_cents = 0;
};

struct Invoice {
  WallTime time{};
  std::string customer;
  std::map<std::string, Sold> products;
  std::vector<std::int64_t> lines;
};

struct Named {
  std::string name;
  std::int64_t price_cents = 0;
};

struct Sales {
  std::map<std::string, Invoice> invoices;
  std::map<std::string, Named> products;
};

bool is_product_code(std::string_view code) {
  if (code.size() < 5 || code.size() > 7) return false;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::all_of(code.begin(), code.begin() + 5, digit) &&
         std::all_of(code.begin() + 5, code.end(), letter);
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// Pounds of one unit; negative in corrections.
Result<double> price_of(const Record& record) {
  PARCOURS_TRY(const auto text, record.required("UnitPrice"));
  static_cast<void>(text);
  return record.decimal("UnitPrice", -1e7, 1e7);
}

/// Rounded half up to the penny.
std::int64_t cents_of(double price) {
  return static_cast<std::int64_t>(price * 100 + 0.5);
}

/// The rule by which a line is no sale of a product; empty when it is one.
std::string_view left_out_by(std::string_view invoice, std::string_view code, std::int64_t quantity,
                             double price) {
  if (invoice.front() == 'C' || invoice.front() == 'A') return "cancelled";
  if (!is_product_code(code)) return "not_products";
  if (quantity <= 0 || price <= 0) return "not_sales";
  return {};
}

Status read_line(ImportContext& context, const Record& record, Sales& sales) {
  PARCOURS_TRY(const auto number, record.identifier("InvoiceNo"));
  PARCOURS_TRY(const auto raw_code, record.required("StockCode"));
  PARCOURS_TRY(const auto count_text, record.required("Quantity"));
  static_cast<void>(count_text);
  PARCOURS_TRY(const auto quantity, record.whole("Quantity", 0, -10'000'000, 10'000'000));
  PARCOURS_TRY(const auto price, price_of(record));
  PARCOURS_TRY(const auto date, record.required("InvoiceDate"));
  static_cast<void>(date);
  PARCOURS_TRY(const auto time, record.time("InvoiceDate", context.now));
  const auto code = upper(raw_code);
  if (const auto rule = left_out_by(number, code, quantity, price); !rule.empty()) {
    ++context.report.left_out[std::string{rule}];
    return {};
  }
  auto& invoice = sales.invoices[number];
  if (invoice.lines.empty() || time < invoice.time) invoice.time = time;
  if (invoice.customer.empty()) invoice.customer = record.text("CustomerID");
  auto& sold = invoice.products[code];
  sold.quantity = std::min(sold.quantity + quantity, kQuantityMax);
  sold.price_cents = cents_of(price);
  invoice.lines.push_back(record.line());
  auto& named = sales.products[code];
  if (auto name = record.text("Description"); !name.empty()) named.name = std::move(name);
  named.price_cents = sold.price_cents;
  return {};
}

std::string purchase_data(const std::string& number, const Invoice& invoice) {
  json::Writer out;
  std::int64_t total = 0;
  out.begin_object().field("receipt", number).key("lines").begin_array();
  for (const auto& [code, sold] : invoice.products) {
    out.begin_object().field("product", code).field("quantity", sold.quantity);
    out.field("price_cents", sold.price_cents).end_object();
    total += sold.quantity * sold.price_cents;
  }
  return out.end_array().field("total_cents", total).end_object().take();
}

Result<Line> take_invoice(ImportContext& context, const std::string& number,
                          const Invoice& invoice) {
  PARCOURS_TRY(const bool known, context.knows(kSource, number));
  if (known) return Line::Unchanged;
  const auto subject = invoice.customer.empty() ? std::string{} : "customer:" + invoice.customer;
  return context.take(journey::make_event({number, std::string{kSource}}, "purchase.completed",
                                          invoice.time, subject, purchase_data(number, invoice),
                                          {"web", {}}));
}

Status add_products(ImportContext& context, const Sales& sales) {
  for (const auto& [code, named] : sales.products) {
    PARCOURS_TRY(const auto row, context.db.rows().find(journey::kind::kProduct, code));
    if (row) continue;
    journey::Product product;
    product.id = code;
    product.name.fr = named.name.empty() ? code : named.name;
    product.price = {named.price_cents};
    PARCOURS_TRY(const auto put,
                 context.put(journey::kind::kProduct, code, journey::to_json(product)));
    static_cast<void>(put);
  }
  return {};
}

Status take_sales(ImportContext& context, const Header& header, CsvReader& reader) {
  Sales sales;
  while (!reader.at_end()) {
    auto fields = reader.next();
    ++context.report.rows;
    Status read = fields ? header.check(*fields) : fail(fields.error());
    if (read) read = read_line(context, Record{header, std::move(*fields)}, sales);
    if (!read) context.report.refuse(reader.line(), read.error());
  }
  PARCOURS_CHECK(add_products(context, sales));
  std::int64_t written = 0;
  for (const auto& [number, invoice] : sales.invoices) {
    const auto result = take_invoice(context, number, invoice);
    for (const auto line : invoice.lines) PARCOURS_CHECK(count(context, line, result));
    if (++written % 1000 == 0) PARCOURS_CHECK(commit_and_go_on(context));
  }
  return {};
}

}  // namespace

Table online_retail_table() {
  return {"online_retail",
          {"InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"},
          7,
          {},
          take_sales};
}

}  // namespace parcours::hub
