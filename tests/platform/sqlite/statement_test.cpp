// SPDX-License-Identifier: Apache-2.0
#include "platform/sqlite/statement.h"

#include <gtest/gtest.h>

#include <limits>

#include "platform/sqlite/connection.h"
#include "tests/support/folder.h"

namespace parcours::sqlite {
namespace {

struct Fixture : testing::Test {
  Folder folder;
  Connection db = Connection::open(folder.file("a.db")).value();
};

using Statements = Fixture;

TEST_F(Statements, KeepEveryTypeAsItWasBound) {
  ASSERT_TRUE(db.execute("CREATE TABLE t(i INTEGER, d REAL, s TEXT, b BLOB, n TEXT)"));
  const std::string text = "Léa \"Martin\"; DROP TABLE t;--";
  const std::string bytes{"\x00\xFF\x00z", 4};
  const auto low = std::numeric_limits<std::int64_t>::min();
  ASSERT_TRUE(db.run("INSERT INTO t VALUES(?1,?2,?3,?4,?5)", low, 0.5, text, Blob{bytes}, nullptr));

  auto read = db.prepare("SELECT i,d,s,b,n,typeof(b) FROM t").value();
  ASSERT_TRUE(read.step().value());
  EXPECT_EQ(read.column_int(0), low);
  EXPECT_EQ(read.column_double(1), 0.5);
  EXPECT_EQ(read.column_text(2), text);
  EXPECT_EQ(read.column_blob(3), bytes);
  EXPECT_TRUE(read.is_null(4));
  EXPECT_EQ(read.column_text(5), "blob");
  EXPECT_EQ(read.column_count(), 6);
  EXPECT_FALSE(read.step().value());
}

TEST_F(Statements, TellEmptyTextFromNull) {
  ASSERT_TRUE(db.execute("CREATE TABLE t(a,b,c,d)"));
  ASSERT_TRUE(db.run("INSERT INTO t VALUES(?1,?2,?3,?4)", std::string_view{}, Blob{},
                     std::optional<int>{}, std::optional<std::string>{"x"}));
  auto read = db.prepare("SELECT a,b,c,d FROM t").value();
  ASSERT_TRUE(read.step().value());
  EXPECT_FALSE(read.is_null(0));
  EXPECT_FALSE(read.is_null(1));
  EXPECT_TRUE(read.is_null(2));
  EXPECT_EQ(read.column_text(3), "x");
}

TEST_F(Statements, RefuseAWrongNumberOfValuesAtTheNextStep) {
  auto statement = db.prepare("SELECT ?1 + ?2").value();
  const auto few = statement.bind_all(1).step();
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error().code, ErrorCode::Invalid);
  EXPECT_NE(few.error().text().find("2 parameters, 1 values"), std::string::npos);
  const auto many = statement.bind_all(1, 2, 3).step();
  ASSERT_FALSE(many);
  ASSERT_TRUE(statement.bind_all(1, 2).step().value());
  EXPECT_EQ(statement.column_int(0), 3);
}

TEST_F(Statements, NameTheParameterThatIsNotThere) {
  auto statement = db.prepare("SELECT ?1").value();
  const auto step = statement.bind(7, "x").step();
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::Invalid);
  EXPECT_NE(step.error().message.find("parameter 7"), std::string::npos);
  EXPECT_NE(step.error().where.find("a.db"), std::string::npos);
}

TEST_F(Statements, ComeBackFromTheCacheResetAndUnbound) {
  constexpr auto kSql =
      "SELECT value FROM (SELECT 1 AS value UNION SELECT 2) WHERE ?1 IS NULL OR value=?1";
  {
    auto first = db.cached(kSql).value();
    ASSERT_TRUE(first.bind_all(2).step().value());
    EXPECT_EQ(first.column_int(0), 2);
  }
  auto again = db.cached(kSql).value();
  ASSERT_TRUE(again.step().value());
  EXPECT_EQ(again.column_int(0), 1) << "the old binding or the old position came back";
}

TEST_F(Statements, OfOneTextCanBeUsedInsideEachOther) {
  constexpr auto kSql = "SELECT value FROM (SELECT 1 AS value UNION SELECT 2) ORDER BY value";
  auto outer = db.cached(kSql).value();
  ASSERT_TRUE(outer.step().value());
  auto inner = db.cached(kSql).value();
  ASSERT_TRUE(inner.step().value());
  ASSERT_TRUE(inner.step().value());
  EXPECT_EQ(inner.column_int(0), 2);
  EXPECT_EQ(outer.column_int(0), 1);
  auto moved = std::move(inner);
  EXPECT_EQ(moved.column_int(0), 2);
}

TEST_F(Statements, MustBeExactlyOne) {
  for (const auto* sql : {"SELECT 1; SELECT 2", "", "-- nothing"}) {
    const auto statement = db.prepare(sql);
    ASSERT_FALSE(statement) << sql;
    EXPECT_EQ(statement.error().code, ErrorCode::Invalid);
  }
  EXPECT_TRUE(db.prepare("SELECT 1; \n"));
  const auto wrong = db.prepare("SELEC 1");
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().where.find("SELEC 1"), std::string::npos);
}

}  // namespace
}  // namespace parcours::sqlite
