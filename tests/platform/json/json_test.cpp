// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "platform/json/value.h"
#include "platform/json/writer.h"

namespace parcours::json {
namespace {

TEST(Json, ReadsBackWhatItWrote) {
  Writer w;
  w.begin_object().field("name", "Zoé \"Z\"\n").field("n", -3).key("list").begin_array();
  w.value(1).value(2).end_array().field("ok", true).end_object();
  const auto document = Document::parse(w.text());
  ASSERT_TRUE(document) << w.text();
  EXPECT_EQ(document->root().string("name"), "Zoé \"Z\"\n");
  EXPECT_EQ(document->root().integer("n"), -3);
  EXPECT_EQ(document->root().find("list").elements().size(), 2u);
  EXPECT_TRUE(document->root().boolean("ok"));
}

TEST(Json, WritesBytesThatAreNotUtf8AsReplacement) {
  Writer w;
  w.value(
      std::string_view{"a\xFF"
                       "b"});
  EXPECT_EQ(w.text(),
            "\"a\xEF\xBF\xBD"
            "b\"");
}

TEST(Json, WritesNumbersWithTheDigitsThatMeanSomething) {
  Writer w;
  w.begin_array().value(0.1 + 0.2).value(43.604652).value(-2.5).value(1e300).end_array();
  EXPECT_EQ(w.text(), "[0.3,43.604652,-2.5,1e+300]");
  EXPECT_TRUE(Document::parse(w.text()));
}

TEST(Json, TellsUtf8FromOtherBytes) {
  EXPECT_TRUE(is_utf8("Zoé \xF0\x9F\x98\x80"));
  EXPECT_TRUE(is_utf8(""));
  for (const char* wrong : {"caf\xE9", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80"})
    EXPECT_FALSE(is_utf8(wrong));
}

TEST(Json, RefusesBrokenText) {
  for (const char* text : {"", "{", "{\"a\":}", "\xFF", "{} {}", "<html>"})
    EXPECT_FALSE(Document::parse(text)) << text;
}

TEST(Json, AMissingOrWronglyTypedMemberIsTheFallback) {
  const auto document = Document::parse(R"({"a":"x"})");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root().integer("a", 7), 7);
  EXPECT_EQ(document->root().string("b", "none"), "none");
  EXPECT_FALSE(document->root().find("b").present());
}

}  // namespace
}  // namespace parcours::json
