// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/codes_command.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "platform/barcode/decode.h"
#include "platform/json/value.h"
#include "sync/journal/exchange.h"
#include "sync/journey/entities.h"
#include "tests/support/folder.h"

namespace parcours::app {
namespace {

void fill(const std::filesystem::path& folder) {
  const SystemClock clock;
  const auto journal = journal::Journal::open(folder, clock);
  ASSERT_TRUE(journal) << journal.error().text();
  journey::Customer customer;
  customer.id = "C00001";
  customer.card = "2900000000018";
  journey::Product product;
  product.id = "P0001";
  product.gtin = "09520000000011";
  journey::Order order;
  order.id = "48177";
  order.shop = "S1";
  order.state = "ready";
  order.pickup_code = "K7P2QX";
  journey::Staff staff;
  staff.id = "E001";
  staff.badge = "BADGE-E001";
  staff.role = "associate";
  staff.shop = "S1";
  const journal::Page page{{"S1", {"catalogue", "shop:S1", "customers:S1"}, 1},
                           {{"customers:S1", "customer", "C00001", 1, to_json(customer)},
                            {"catalogue", "product", "P0001", 1, to_json(product)},
                            {"shop:S1", "order", "48177", 1, to_json(order)},
                            {"shop:S1", "staff", "E001", 1, to_json(staff)}},
                           {1, false, {}}};
  journal::Exchange exchange{**journal};
  ASSERT_TRUE(exchange.apply(page));
}

TEST(CodesCommand, DrawsWhatTheReplicaKnowsSoThatItScans) {
  const Folder folder;
  fill(folder.file("data"));
  const auto data = folder.file("data").string(), out = folder.file("codes").string();
  std::ostringstream lines;
  const std::vector<std::string_view> words{"--data", data, "--out", out};
  ASSERT_EQ(run_codes(words, lines), 0);
  std::map<std::string, std::string> texts;
  std::istringstream stream{lines.str()};
  for (std::string line; std::getline(stream, line);) {
    const auto document = json::Document::parse(line);
    ASSERT_TRUE(document);
    const auto file = document->root().string("file");
    const auto image = barcode::read_image_file(file);
    ASSERT_TRUE(image) << file;
    const auto symbols = barcode::decode(image->view());
    ASSERT_TRUE(symbols);
    ASSERT_EQ(symbols->size(), 1U) << file;
    EXPECT_EQ(symbols->front().text, document->root().string("text"));
    texts[std::filesystem::path{file}.filename()] = symbols->front().text;
  }
  EXPECT_EQ(texts, (std::map<std::string, std::string>{{"badge-E001.png", "BADGE-E001"},
                                                       {"card-C00001-ean13.png", "2900000000018"},
                                                       {"card-C00001-qr.png", "2900000000018"},
                                                       {"pickup-48177.png", "K7P2QX"},
                                                       {"product-P0001.png", "9520000000011"}}));
}

TEST(CodesCommand, SaysWhenThereIsNothingToDraw) {
  const Folder folder;
  const auto data = folder.file("data").string(), out = folder.file("codes").string();
  std::ostringstream lines;
  const std::vector<std::string_view> words{"--data", data, "--out", out};
  EXPECT_EQ(run_codes(words, lines), 1);
  EXPECT_TRUE(lines.str().empty());
  const std::vector<std::string_view> wrong{"--data", data};
  EXPECT_EQ(run_codes(wrong, lines), 2);
}

}  // namespace
}  // namespace parcours::app
