// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/import/importer.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "sync/hub/import/csv.h"
#include "sync/journey/entities.h"
#include "tests/sync/hub/running_hub.h"

namespace parcours::hub {
namespace {

using testing::HasSubstr;

class Import : public testing::Test {
 protected:
  void SetUp() override {
    auto db = x_hub.open();
    ASSERT_TRUE(db.has_value());
    x_db = std::move(*db);
  }
  std::string file(const std::string& name, const std::string& text) {
    const auto path = x_folder.file(name);
    std::ofstream{path, std::ios::binary} << text;
    return path.string();
  }
  Imported import(const std::vector<std::string>& files) {
    x_words.str("");
    auto imported = import_files(*x_db, files, x_words);
    EXPECT_TRUE(imported.has_value());
    return imported ? std::move(*imported) : Imported{};
  }
  std::string body(std::string_view kind, std::string_view key) {
    const auto row = x_db->rows().find(kind, key);
    return row && *row ? (*row)->body : std::string{};
  }
  /// One shop and one product, for what refers to them.
  void stock_the_shelves() {
    const auto imported = import(
        {file("shops.csv", "shop,name,city\nS1,Capitole,Toulouse\n"),
         file("products.csv", "product,gtin,name_fr,price\nP1,3017620422003,Lampe,12.50\n")});
    ASSERT_EQ(imported.reports.size(), 2U);
    ASSERT_EQ(imported.reports[1].taken, 1) << x_words.str();
  }

  Folder x_folder;
  RunningHub x_hub;
  std::unique_ptr<HubDb> x_db;
  std::ostringstream x_words;
};

TEST_F(Import, NamesEachRefusedLineWithItsReason) {
  const auto imported =
      import({file("products.csv",
                   "\xef\xbb\xbfproduct;gtin;name_fr;price\r\n"
                   "P1;3017620422003;\"Lampe \"\"Nuit\"\"\r\nde chevet\";12,50\r\n"
                   "P2;3017620422004;Table;10\r\n"
                   "P3;;Chaise;dix\r\n"
                   "P4;;\"Banc\"x;1\r\n"
                   "P5;Tabouret;1\r\n"
                   "P6;;Lit;199\r\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  const auto& report = imported.reports.front();
  EXPECT_EQ(report.rows, 6);
  EXPECT_EQ(report.taken, 2);
  EXPECT_EQ(report.refused, 4);
  EXPECT_THAT(x_words.str(),
              HasSubstr("products.csv:4: \"3017620422004\" has a wrong check digit"));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:5: \"dix\""));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:6: text follows a closing quote"));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:7: has 3 fields"));
  const auto product = journey::parse_product(body("product", "P1"));
  ASSERT_TRUE(product.has_value());
  EXPECT_EQ(product->name.fr, "Lampe \"Nuit\"\r\nde chevet");
  EXPECT_EQ(product->price.cents, 1250);
  EXPECT_EQ(body("code", "03017620422003"), R"({"product":"P1"})");
}

TEST_F(Import, OfTheSameFileTwiceChangesNothing) {
  stock_the_shelves();
  const std::vector<std::string> files{
      file("orders.csv",
           "order,customer,shop,product,quantity,price,state\n48213,C1,S1,P1,2,12.50,ready\n"),
      file("customers.csv",
           "customer,first_name,last_name,card,home_shop,consents\n"
           "C1,Camille,Dubois,2900000000018,S1,profile;email\n"),
      file("stock.csv", "product,shop,on_hand\nP1,S1,7\n"),
      file("events.ndjson", view_json("a") + "\n\n{broken\n")};
  const auto first = import(files);
  ASSERT_EQ(first.reports.size(), 4U);
  EXPECT_EQ(first.reports[0].kind, "stock");
  for (const auto& report : first.reports) EXPECT_EQ(report.taken, 1) << x_words.str();
  EXPECT_EQ(first.reports[3].refused, 1);
  EXPECT_THAT(x_words.str(), HasSubstr("events.ndjson:3: "));
  const auto order = journey::parse_order(body("order", "48213"));
  ASSERT_TRUE(order.has_value());
  EXPECT_EQ(order->state, "ready");
  const auto customer = journey::parse_customer(body("customer", "C1"));
  ASSERT_TRUE(customer.has_value());
  EXPECT_TRUE(customer->consents.allows("email"));
  const auto head = x_db->head();
  for (const auto& report : import(files).reports) {
    EXPECT_EQ(report.taken, 0) << report.file;
    EXPECT_EQ(report.unchanged, 1) << report.file;
  }
  EXPECT_EQ(x_db->head(), head);
}

TEST_F(Import, RefusesWhatRefersToNothing) {
  stock_the_shelves();
  const auto imported = import(
      {file("stock.csv", "product,shop,on_hand\nP9,S1,1\nP1,S9,1\nP1,S1,-2\nP1,S1,\n"),
       file("orders.csv", "order,customer,shop,product,quantity\n1,,S1,P1,1\n1,,S1,P9,1\n")});
  ASSERT_EQ(imported.reports.size(), 2U);
  EXPECT_EQ(imported.reports[0].refused, 4);
  EXPECT_EQ(imported.reports[1].refused, 2);  // one wrong line refuses its whole order
  EXPECT_THAT(x_words.str(), HasSubstr("stock.csv:2: the hub knows no product \"P9\""));
  EXPECT_EQ(body("order", "1"), "");
}

TEST_F(Import, RefusesWhatIsNoTextAndNamesTheColumn) {
  using std::string_literals::operator""s;
  const auto imported = import(
      {file("products.csv", "\xef\xbb\xbfproduct,name_fr,price\n"s + "P1,Caf\xe9,1\n"s +
                                "P2,La\0mpe,1\n"s + "P3,Lam\x1bpe,1\n"s + "P4,Caf\xc3\xa9,1\n"s),
       file("families.csv", "family,name\nlampes,Lamp\xff\n")});
  ASSERT_EQ(imported.reports.size(), 2U);
  EXPECT_EQ(imported.reports[1].refused, 3);
  EXPECT_EQ(imported.reports[1].taken, 1);
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:2: \"Caf?\" is not UTF-8"));
  EXPECT_THAT(x_words.str(),
              HasSubstr("products.csv:3: \"La?mpe\" holds the control character 0x00"));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:4: "));
  EXPECT_THAT(x_words.str(), HasSubstr("(column name_fr)"));
  EXPECT_THAT(x_words.str(), HasSubstr("families.csv:2: \"Lamp?\" is not UTF-8"));
  EXPECT_EQ(body("product", "P1") + body("product", "P2") + body("product", "P3"), "");
  EXPECT_THAT(body("product", "P4"), HasSubstr("Café"));
}

TEST_F(Import, NamesTheColumnFromWhichFieldsAreShifted) {
  const auto imported = import({file("products.csv",
                                     "product,name_fr,price,brand\n"
                                     "P1,Lampe,1\n"
                                     "P2,Lampe, de chevet,1,Garonne\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  EXPECT_EQ(imported.reports[0].refused, 2);
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:2: has 3 fields where the first line has 4: "
                                       "nothing stands for brand"));
  EXPECT_THAT(x_words.str(),
              HasSubstr("products.csv:3: has 5 fields where the first line has 4: "));
  EXPECT_THAT(x_words.str(), HasSubstr("\"Garonne\""));
}

TEST_F(Import, RefusesAnIdThatStandsTwiceInAFile) {
  stock_the_shelves();
  const std::vector<std::string> files{
      file("twice.csv", "product,name_fr,price\nP1,Lampe,1\nP2,Lit,2\nP1,Table,3\n"),
      file("stock.csv", "product,shop,on_hand\nP1,S1,7\nP1,S1,8\n"),
      file("customers.csv", "customer,first_name,last_name\nC1,Inès,Garcia\nC1,Inès,Gracia\n")};
  const auto first = import(files);
  ASSERT_EQ(first.reports.size(), 3U);
  for (const auto& report : first.reports) EXPECT_EQ(report.refused, 1) << report.file;
  EXPECT_THAT(x_words.str(),
              HasSubstr("twice.csv:4: \"P1\" stands in line 2 already (column product)"));
  EXPECT_THAT(x_words.str(), HasSubstr("stock.csv:3: \"P1/S1\" stands in line 2 already"));
  EXPECT_THAT(body("product", "P1"), HasSubstr("Lampe"));
  EXPECT_THAT(body("customer", "C1"), HasSubstr("Garcia"));
  const auto head = x_db->head();
  for (const auto& report : import(files).reports) EXPECT_EQ(report.taken, 0) << report.file;
  EXPECT_EQ(x_db->head(), head);
}

TEST_F(Import, NamesNoRefusedLineAsTheOneThatStands) {
  stock_the_shelves();
  const auto imported =
      import({file("twice.csv", "product,name_fr,price\nP7,Lit,deux\nP7,Lit,2\nP7,Table,3\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  EXPECT_EQ(imported.reports.front().taken, 1) << x_words.str();
  EXPECT_THAT(x_words.str(), HasSubstr("twice.csv:4: \"P7\" stands in line 3 already"));
  EXPECT_THAT(body("product", "P7"), HasSubstr("Lit"));
}

TEST_F(Import, TakesAHouseCardWithoutACheckDigitAsTheTerminalDoes) {
  const auto imported = import({file("customers.csv",
                                     "customer,first_name,last_name,card\n"
                                     "C1,Camille,Dubois,2900000000017\n"
                                     "C2,Ana,Roy,3017620422004\n"
                                     "C3,Eva,Roy,290000000001\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  EXPECT_EQ(imported.reports.front().taken, 1) << x_words.str();
  EXPECT_THAT(body("customer", "C1"), HasSubstr("2900000000017"));
  EXPECT_THAT(x_words.str(), HasSubstr("customers.csv:3: \"3017620422004\" has a wrong check"));
}

TEST_F(Import, RefusesTwoOrdersWithOnePickupCode) {
  stock_the_shelves();
  const auto imported = import({file("orders.csv",
                                     "order,shop,product,quantity,pickup_code\n"
                                     "1,S1,P1,1,K7P2QX\n2,S1,P1,1,K7P2QX\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  EXPECT_EQ(imported.reports.front().taken, 1);
  EXPECT_EQ(imported.reports.front().refused, 1);
  EXPECT_THAT(x_words.str(), HasSubstr("orders.csv:3: "));
  EXPECT_THAT(x_words.str(), HasSubstr("\"K7P2QX\" is that of another open order"));
  EXPECT_EQ(body("order", "2"), "");
}

TEST_F(Import, NamesARecordOfSeveralLinesByItsFirst) {
  const auto imported = import({file("products.csv",
                                     "product,name_fr,price\n"
                                     "P1,\"Lampe\nde chevet\",dix\n"
                                     "P2,Lit,vingt\n"
                                     "P3,\"Banc\"x,1\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:2: \"dix\""));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:4: \"vingt\""));
  EXPECT_THAT(x_words.str(), HasSubstr("products.csv:5: text follows a closing quote"));
  EXPECT_THAT(x_words.str(), testing::Not(HasSubstr("(line")));
}

TEST_F(Import, RefusesTimesThatAreNone) {
  stock_the_shelves();
  const auto imported = import({file("stock.csv",
                                     "product,shop,on_hand,counted\n"
                                     "P1,S1,7,0001-01-01\n"),
                                file("orders.csv",
                                     "order,shop,product,quantity,placed\n"
                                     "1,S1,P1,1,9999-12-31\n")});
  ASSERT_EQ(imported.reports.size(), 2U);
  for (const auto& report : imported.reports) EXPECT_EQ(report.refused, 1) << report.file;
  EXPECT_THAT(x_words.str(), HasSubstr("stock.csv:2: attribute time is 0001-01-01T00:00:00Z"));
}

TEST_F(Import, SaysWhichFilesItCannotRead) {
  const auto imported = import({x_folder.file("absent.csv").string(), file("empty.csv", ""),
                                file("odd.csv", "colour,taste\nred,sweet\n"),
                                file("packed.csv.zst", "no zstd at all")});
  EXPECT_TRUE(imported.reports.empty());
  ASSERT_EQ(imported.unreadable.size(), 4U);
  for (const auto& error : imported.unreadable) EXPECT_FALSE(error.where.empty());
  EXPECT_THAT(imported.unreadable[2].message, HasSubstr("products: product,name_fr,price"));
}

TEST_F(Import, CleansASalesFileByItsRules) {
  const std::string header =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  const auto imported =
      import({file("sales.csv", header + "1,85123a,HEART,6,2010-12-01 08:26:00,2.55,17850,UK\n"
                                         "1,85123A,HEART,1,2010-12-01 08:20:00,2.55,17850,UK\n"
                                         "1,71053,LANTERN,1,2010-12-01 08:26:00,3.39,17850,UK\n"
                                         "C2,71053,LANTERN,-1,2010-12-02 08:26:00,3.39,17850,UK\n"
                                         "3,POST,POSTAGE,1,2010-12-02 08:26:00,3,17850,UK\n"
                                         "4,71053,LANTERN,0,2010-12-02 08:26:00,3.39,17850,UK\n"
                                         "5,71053,LANTERN,1,yesterday,3.39,17850,UK\n")});
  ASSERT_EQ(imported.reports.size(), 1U);
  const auto& report = imported.reports.front();
  EXPECT_EQ(report.taken, 3);
  EXPECT_EQ(report.refused, 1);
  EXPECT_EQ(report.left_out.at("cancelled"), 1);
  EXPECT_EQ(report.left_out.at("not_products"), 1);
  EXPECT_EQ(report.left_out.at("not_sales"), 1);
  EXPECT_EQ(x_db->connection().number("SELECT time_ms FROM event").value_or(0), 1'291'191'600'000);
  EXPECT_THAT(body("product", "85123A"), HasSubstr("HEART"));
}

TEST(Csv, GoesOnAfterAQuoteThatIsNeverClosed) {
  CsvReader reader{"a,b\n\"x,1\ny,2\n"};
  ASSERT_TRUE(reader.next().has_value());
  const auto broken = reader.next();
  ASSERT_FALSE(broken.has_value());
  EXPECT_EQ(reader.line(), 2);
  const auto next = reader.next();
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->line, 3);
  EXPECT_THAT(next->fields, testing::ElementsAre("y", "2"));
  EXPECT_TRUE(reader.at_end());
}

}  // namespace
}  // namespace parcours::hub
