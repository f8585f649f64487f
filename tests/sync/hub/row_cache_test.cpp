// SPDX-License-Identifier: Apache-2.0
#include "sync/hub/row_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "platform/sqlite/connection.h"

namespace parcours::hub {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE row(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,"
    "scope TEXT NOT NULL, seq INTEGER NOT NULL, deleted INTEGER NOT NULL, body TEXT NOT NULL);"
    "CREATE UNIQUE INDEX row_once ON row(kind,key,scope)";

struct Rows {
  sqlite::Connection database = *sqlite::Connection::open(":memory:");
  RowStore store{database};
  RowCache cache{store};

  Rows() { EXPECT_TRUE(database.execute(kTable)); }

  Applied put(const std::string& key, std::optional<std::string> body,
              const std::string& scope = "s") {
    return cache.apply({scope, "note", key, std::move(body)}, ++seq).value();
  }
  [[nodiscard]] std::vector<std::string> keys(const journey::RowSource& source,
                                              std::string_view prefix, std::size_t limit,
                                              bool descending) const {
    std::vector<std::string> keys;
    const auto rows = source.scan("note", prefix, limit, descending);
    for (const auto& row : rows.value()) keys.push_back(row.key + "=" + row.body);
    return keys;
  }
  std::int64_t seq = 0;
};

TEST(RowCache, SaysWhatAChangeDid) {
  Rows rows;
  EXPECT_EQ(rows.put("A", "1"), Applied::Created);
  EXPECT_EQ(rows.put("A", "1"), Applied::Unchanged);
  EXPECT_EQ(rows.put("A", "2"), Applied::Changed);
  EXPECT_EQ(rows.put("B", std::nullopt), Applied::Unchanged);
  ASSERT_TRUE(rows.cache.write_back());
  EXPECT_EQ(rows.put("A", std::nullopt), Applied::Deleted);
  EXPECT_EQ(rows.put("A", std::nullopt), Applied::Unchanged);
  EXPECT_EQ(rows.put("A", "3"), Applied::Created);
}

TEST(RowCache, WritesNothingBeforeItIsToldAndARowOnceThen) {
  Rows rows;
  rows.put("A", "1");
  rows.put("A", "2");
  EXPECT_EQ(rows.database.number("SELECT count(*) FROM row").value(), 0);
  EXPECT_THAT(rows.keys(rows.cache, "", 9, false), testing::ElementsAre("A=2"));
  ASSERT_TRUE(rows.cache.write_back());
  EXPECT_EQ(rows.database.number("SELECT seq FROM row WHERE key='A' AND body='2'").value(), 2);
  const auto before = rows.database.number("SELECT total_changes()").value();
  ASSERT_TRUE(rows.cache.write_back());
  EXPECT_EQ(rows.database.number("SELECT total_changes()").value(), before);
}

TEST(RowCache, ForgetsWhatWasRolledBack) {
  Rows rows;
  rows.put("A", "1");
  ASSERT_TRUE(rows.cache.write_back());
  rows.put("A", "2");
  rows.put("B", "1");
  rows.cache.forget();
  EXPECT_EQ((*rows.cache.find("note", "A"))->body, "1");
  EXPECT_FALSE(rows.cache.find("note", "B")->has_value());
}

TEST(RowCache, GivesTheCopyChangedLastOfSeveralScopes) {
  Rows rows;
  rows.put("A", "old", "customers:S1");
  rows.put("A", "new", "customers:S2");
  EXPECT_EQ((*rows.cache.find("note", "A"))->scope, "customers:S2");
  rows.put("A", std::nullopt, "customers:S2");
  EXPECT_EQ((*rows.cache.find("note", "A"))->scope, "customers:S1");
}

/// The truth beside it: what a map would say.
void expect_like(const std::map<std::string, std::string>& truth, const Rows& rows,
                 const std::string& prefix, std::size_t limit, bool descending) {
  std::vector<std::string> wanted;
  for (const auto& [key, body] : truth)
    if (key.starts_with(prefix)) wanted.push_back(key + "=" + body);
  if (descending) std::reverse(wanted.begin(), wanted.end());
  if (wanted.size() > limit) wanted.resize(limit);
  EXPECT_EQ(rows.keys(rows.cache, prefix, limit, descending), wanted)
      << prefix << " " << limit << " " << descending;
}

TEST(RowCache, IsLikeAMapWhateverIsWrittenBackOrRolledBack) {
  std::mt19937 random{7};
  Rows rows;
  std::map<std::string, std::string> truth, written;
  for (int round = 0; round < 4000; ++round) {
    const std::string key{static_cast<char>('A' + random() % 3), '/',
                          static_cast<char>('a' + random() % 8)};
    const auto what = random() % 16;
    if (what == 0) {
      ASSERT_TRUE(rows.cache.write_back());
      written = truth;
    } else if (what == 1) {
      rows.cache.forget();
      truth = written;
    } else if (what < 6) {
      rows.put(key, std::nullopt);
      truth.erase(key);
    } else {
      rows.put(key, truth[key] = std::to_string(round));
    }
    const std::string prefix = round % 2 == 0 ? key.substr(0, 2) : "";
    expect_like(truth, rows, prefix, 1 + random() % 6, random() % 2 == 0);
    const auto found = rows.cache.find("note", key);
    ASSERT_EQ(found->has_value(), truth.contains(key)) << "round " << round;
  }
  ASSERT_TRUE(rows.cache.write_back());
  EXPECT_EQ(rows.keys(rows.store, "", 100, false), rows.keys(rows.cache, "", 100, false));
}

}  // namespace
}  // namespace parcours::hub
