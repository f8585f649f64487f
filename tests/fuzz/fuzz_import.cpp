// SPDX-License-Identifier: Apache-2.0
// Lines of tables (CSV) and of events (NDJSON), each file's text taken into a real database as an
// import does. Every line is counted once, as taken, unchanged or refused; only the database may
// fail.
#include <cstdint>

#include "platform/base/assert.h"
#include "sync/hub/import/importer.h"
#include "tests/fuzz/target.h"
#include "tests/support/folder.h"

namespace parcours::fuzz {
namespace {

/// One hub for all inputs: what one brought is there for the next, as in a shop.
struct Hub {
  Hub() {
    auto opened = hub::HubDb::open(folder.file("hub"), clock);
    PARCOURS_ASSERT(opened);
    db = std::move(*opened);
    PARCOURS_ASSERT(db->begin());
  }
  Folder folder;
  ManualClock clock{from_ms(1'790'000'000'000)};
  std::unique_ptr<hub::HubDb> db;
};

Status take_table(hub::ImportContext& context, std::string_view text) {
  hub::CsvReader reader{text};
  if (reader.at_end()) return {};
  const auto names = reader.next();
  if (!names) return {};
  const hub::Header header{names->fields};
  const hub::Table* table = hub::recognise(header);
  if (table == nullptr) return {};
  if (table->take_all) return table->take_all(context, header, reader);
  while (!reader.at_end()) {
    auto fields = reader.next();
    ++context.report.rows;
    Result<hub::Line> result = hub::Line::Unchanged;
    if (!fields) {
      result = fail(fields.error());
    } else {
      result = table->take(context, hub::Record{header, std::move(*fields)});
    }
    PARCOURS_CHECK(hub::count(context, reader.line(), result));
  }
  return {};
}

}  // namespace

std::vector<std::string> seeds() {
  return {"shop,name,city,latitude\nS1,Capitole,Toulouse,43.6\n",
          "family,name\nlampes,Lampes\n",
          "product,gtin,name_fr,price,family\nP1,3017620422003,\"Lampe \"\"Nuit\"\"\",\"12,50\",\n",
          "\xef\xbb\xbfproduct;shop;on_hand\r\nP1;S1;3\r\n",
          "customer,last_name,first_name,card,email,advice\nC1,Dubois,Camille,2900000000017,a@b.fr,"
          "oui\n",
          "order,product,shop,quantity,state\nO1,P1,S1,1,placed\nO1,P1,S1,2,placed\n",
          "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n"
          "536365,85123A,LAMP,6,12/1/2010 8:26,2.55,17850\n",
          R"({"specversion":"1.0","id":"7f3a","source":"web/shop","type":"web.product_viewed",)"
          R"("time":"2026-11-01T10:00:00Z","subject":"card:2900000000017","data":{"product":"P1"}})"
          "\n"};
}

}  // namespace parcours::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parcours;
  static const fuzz::Hub world;
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  hub::ImportReport report;
  hub::ImportContext context{*world.db, report, "fuzz", world.clock.wall()};
  const bool is_events = !text.empty() && text.front() == '{';
  const Status taken =
      is_events ? hub::take_event_lines(context, text) : fuzz::take_table(context, text);
  PARCOURS_ASSERT(taken || taken.error().code == ErrorCode::Invalid);
  if (is_events) PARCOURS_ASSERT(report.rows == report.taken + report.unchanged + report.refused);
  return 0;
}
