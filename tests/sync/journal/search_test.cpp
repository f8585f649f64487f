// SPDX-License-Identifier: Apache-2.0
#include "tests/sync/journal/replica.h"

namespace parcours::journal {
namespace {

PulledRow product(const std::string& id, const std::string& fr, const std::string& en,
                  const std::string& brand, const std::string& gtin) {
  journey::Product value;
  value.id = id;
  value.name = {fr, en};
  value.brand = brand;
  value.gtin = gtin;
  return row("catalogue", "product", id, journey::to_json(value));
}

PulledRow person(const std::string& id, const std::string& first, const std::string& last) {
  journey::Customer value;
  value.id = id;
  value.first_name = first;
  value.last_name = last;
  value.card = "29000000" + id.substr(1);
  return row("customers:S1", "customer", id, journey::to_json(value));
}

std::vector<std::string> found(Replica& replica, const char* kind, const char* words) {
  std::vector<std::string> keys;
  const auto hits = replica.journal().search(kind, words, 10);
  EXPECT_TRUE(hits) << words;
  if (hits) {
    for (const SearchHit& hit : *hits) keys.push_back(hit.key);
  }
  return keys;
}

using Keys = std::vector<std::string>;

struct Stocked : Replica {
  Stocked() {
    pull({product("P0001", "Lampe à poser Aurore", "Aurore table lamp", "Noée", "03017620422003"),
          product("P0002", "Vélo électrique", "Electric bike", "L’Atelier", "00000000000017"),
          person("C00001", "Camille", "Dubois"), person("C00002", "Éloïse", "Dubost"),
          person("C00003", "Dubois", "Élan")},
         1);
  }
};

TEST(Search, FoldsAccentsAndCaseInBothDirections) {
  Stocked replica;
  EXPECT_EQ(found(replica, "product", "velo ELEC"), Keys{"P0002"});
  EXPECT_EQ(found(replica, "product", "noee"), Keys{"P0001"});
  EXPECT_EQ(found(replica, "product", "Électric"), Keys{"P0002"});
  EXPECT_EQ(found(replica, "customer", "eloise"), Keys{"C00002"});
}

TEST(Search, TakesEachWordAsABeginningInEitherLanguage) {
  Stocked replica;
  EXPECT_EQ(found(replica, "product", "tab lam"), Keys{"P0001"});
  EXPECT_EQ(found(replica, "product", "l'atelier"), Keys{"P0002"});
  EXPECT_EQ(found(replica, "product", "30176204"), Keys{"P0001"});
  EXPECT_EQ(found(replica, "product", "p0002"), Keys{"P0002"});
  EXPECT_TRUE(found(replica, "product", "lampe vélo").empty());
}

TEST(Search, PutsWholeWordsBeforeBeginnings) {
  Stocked replica;
  EXPECT_EQ(found(replica, "customer", "dubo").size(), 3U);
  EXPECT_EQ(found(replica, "customer", "dubois camille"), Keys{"C00001"});
  const Keys el = found(replica, "customer", "elan");
  ASSERT_FALSE(el.empty());
  EXPECT_EQ(el.front(), "C00003");
}

TEST(Search, FollowsRowsAsTheyChangeAndGo) {
  Stocked replica;
  PulledRow gone = person("C00002", "", "");
  gone.body.reset();
  replica.pull({person("C00001", "Camille", "Martin"), gone}, 2);
  EXPECT_EQ(found(replica, "customer", "martin"), Keys{"C00001"});
  EXPECT_TRUE(found(replica, "customer", "eloise").empty());
  EXPECT_EQ(found(replica, "customer", "dubois"), Keys{"C00003"});
}

TEST(Search, TakesAnyTextWithoutFailing) {
  Stocked replica;
  for (const char* words : {"", "   ", "\"", "a* OR b", "(", "NEAR(a b)", "–", "'; DROP TABLE row",
                            "\xF0\x9F\x92\xA1", "words:lampe", "-"}) {
    EXPECT_TRUE(replica.journal().search("product", words, 10)) << words;
  }
  EXPECT_FALSE(replica.journal().search("order", "48177", 10));
}

}  // namespace
}  // namespace parcours::journal
