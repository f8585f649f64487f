// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

std::vector<std::string> keys(Replica& replica, const char* kind, const char* prefix,
                              std::size_t limit = 1000, bool descending = false) {
  std::vector<std::string> out;
  const auto rows = replica.journal().scan(kind, prefix, limit, descending);
  EXPECT_TRUE(rows);
  for (const auto& row : *rows) out.push_back(row.key);
  return out;
}

using Keys = std::vector<std::string>;

TEST(View, ListsAPrefixInOrderAndNothingBesideIt) {
  Replica replica;
  replica.pull(
      {row("catalogue", "stock", "P0001/S2", "{}"), row("catalogue", "stock", "P0001/S1", "{}"),
       row("catalogue", "stock", "P00010/S1", "{}"), row("catalogue", "stock", "P0002/S1", "{}"),
       row("catalogue", "stocks", "P0001/S9", "{}")},
      1);
  EXPECT_EQ(keys(replica, "stock", "P0001/"), (Keys{"P0001/S1", "P0001/S2"}));
  EXPECT_EQ(keys(replica, "stock", "P0001/", 1), Keys{"P0001/S1"});
  EXPECT_EQ(keys(replica, "stock", "P0001/", 1, true), Keys{"P0001/S2"});
  EXPECT_EQ(keys(replica, "stock", "").size(), 4U);
  EXPECT_TRUE(keys(replica, "stock", "P9").empty());
}

TEST(View, MergesOwnRowsIntoTheOrderOfTheOthers) {
  Replica replica;
  replica.pull({camille(), row("customers:S1", "note", "C00001/0", R"({"text":"a"})"),
                row("customers:S1", "note", "C00001/z", R"({"text":"z"})")},
               1);
  const std::string own = "C00001/" + replica.note("m");
  EXPECT_EQ(keys(replica, "note", "C00001/"), (Keys{"C00001/0", own, "C00001/z"}));
  EXPECT_EQ(keys(replica, "note", "C00001/", 2, true), (Keys{"C00001/z", own}));
  const auto row = *replica.journal().find("note", own);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->seq, 0) << "not confirmed yet";
  EXPECT_EQ(row->scope, "customers:S1");
}

TEST(View, ShowsTheNewerOfTwoScopes) {
  Replica replica;
  replica.pull({row("shop:S1", "order", "48177", R"({"state":"ready"})", 7),
                row("customers:S1", "order", "48177", R"({"state":"staged"})", 3),
                row("shop:S1", "order", "48178", R"({"state":"placed"})", 2)},
               7);
  EXPECT_EQ((*replica.journal().find("order", "48177"))->seq, 7);
  EXPECT_EQ(keys(replica, "order", ""), (Keys{"48177", "48178"}));
  EXPECT_EQ(keys(replica, "order", "", 1), Keys{"48177"});
  EXPECT_EQ(replica.journal().scan("order", "", 1, true)->front().key, "48178");
}

}  // namespace
}  // namespace parcours::journal
