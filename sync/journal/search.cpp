// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "platform/base/log.h"
#include "sync/journal/sqlite_file.h"
#include "sync/journey/entities.h"

namespace parcours::journal {
namespace {

/// One search table per kind: SQL as fixed text, so that every statement is compiled once.
struct Index {
  std::string_view kind;
  std::string_view read;
  std::string_view insert;
  std::string_view erase;
  std::string_view match;
};

// Products are few enough to be ranked by weight; customers come in the order they were stored,
// which costs the same for a first letter as for a whole name.
constexpr Index kProducts{journey::kind::kProduct, "SELECT words FROM product_words WHERE rowid=?1",
                          "INSERT INTO product_words(rowid,words) VALUES(?1,?2)",
                          "DELETE FROM product_words WHERE rowid=?1",
                          "SELECT r.key FROM product_words w JOIN row r ON r.id=w.rowid "
                          "WHERE product_words MATCH ?1 ORDER BY rank LIMIT ?2"};
constexpr Index kCustomers{journey::kind::kCustomer,
                           "SELECT words FROM customer_words WHERE rowid=?1",
                           "INSERT INTO customer_words(rowid,words) VALUES(?1,?2)",
                           "DELETE FROM customer_words WHERE rowid=?1",
                           "SELECT r.key FROM customer_words w JOIN row r ON r.id=w.rowid "
                           "WHERE customer_words MATCH ?1 LIMIT ?2"};

const Index* index_of(std::string_view kind) {
  if (kind == kProducts.kind) return &kProducts;
  if (kind == kCustomers.kind) return &kCustomers;
  return nullptr;
}

Result<std::string> words_of(std::string_view kind, std::string_view body) {
  if (kind == kProducts.kind) {
    PARCOURS_TRY(const journey::Product product, journey::parse_product(body));
    std::string_view gtin = product.gtin;
    gtin.remove_prefix(std::min(gtin.find_first_not_of('0'), gtin.size()));
    std::string words = product.name.fr + " " + product.name.en + " " + product.brand + " " +
                        product.id + " " + product.gtin;
    // People type the digits they see: an EAN-13 has no leading zero of GTIN-14.
    return words.append(" ").append(gtin);
  }
  PARCOURS_TRY(const journey::Customer customer, journey::parse_customer(body));
  return customer.first_name + " " + customer.last_name + " " + customer.card + " " + customer.id;
}

/// Words as the tokenizer would cut them: a mark between two letters ends a word.
std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+2010..U+206F: typographic dashes, quotes and spaces.
    const bool typographic = text.substr(i, 2) == "\xE2\x80";
    if (typographic) i += 2;
    const bool letter = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                        (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (letter && !typographic) {
      words.back() += text[i];
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// `"camille" "dub"*`: whole words, the last `open` of them as beginnings.
std::string expression(const std::vector<std::string>& words, std::size_t open) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += "\"" + words[i] + "\"";
    out += words.size() - i <= open ? "* " : " ";
  }
  return out;
}

}  // namespace

Status SqliteFile::index_row(std::string_view kind, std::int64_t row_id, std::string_view body) {
  const Index* index = index_of(kind);
  if (index == nullptr) return {};
  const Result<std::string> words = words_of(kind, body);
  // A body of another version must not stop the download: the row is kept, only not found by words.
  if (!words) {
    log(LogLevel::Warning, "row_not_searchable", {{"kind", kind}, {"why", words.error().message}});
    return unindex_row(kind, row_id);
  }
  bool there = false;
  {
    PARCOURS_TRY(auto statement, x_db.cached(index->read));
    PARCOURS_TRY(there, statement.bind_all(row_id).step());
    // Points change at every purchase, names hardly ever.
    if (there && statement.column_text(0) == *words) return {};
  }
  if (there) PARCOURS_CHECK(x_db.run(index->erase, row_id));
  PARCOURS_CHECK(x_db.run(index->insert, row_id, *words));
  return {};
}

Status SqliteFile::tidy_words() {
  for (const std::string_view table : {"product_words", "customer_words"}) {
    PARCOURS_CHECK(
        x_db.execute(fmt::format("INSERT INTO {}({}) VALUES('optimize')", table, table)));
  }
  return {};
}

Status SqliteFile::unindex_row(std::string_view kind, std::int64_t row_id) {
  const Index* index = index_of(kind);
  if (index != nullptr) PARCOURS_CHECK(x_db.run(index->erase, row_id));
  return {};
}

Result<std::vector<SearchHit>> SqliteFile::search(std::string_view kind, std::string_view text,
                                                  std::size_t limit) const {
  const Index* index = index_of(kind);
  if (index == nullptr) {
    return fail(ErrorCode::Invalid, "only products and customers are searched", std::string{kind});
  }
  std::vector<SearchHit> hits;
  const std::vector<std::string> words = split(text);
  if (words.empty()) return hits;
  std::unordered_set<std::string> seen;
  // Whole words first, then the last as a beginning, then all: what was typed to its end wins.
  for (const std::size_t open : {std::size_t{0}, std::size_t{1}, words.size()}) {
    PARCOURS_TRY(auto statement, x_db.cached(index->match));
    statement.bind_all(expression(words, open), limit * 2);
    while (hits.size() < limit) {
      PARCOURS_TRY(const bool row, statement.step());
      if (!row) break;
      std::string key{statement.column_text(0)};
      if (seen.insert(key).second) hits.push_back({std::string{kind}, std::move(key)});
    }
    if (hits.size() >= limit || open == words.size()) break;
  }
  return hits;
}

}  // namespace parcours::journal
