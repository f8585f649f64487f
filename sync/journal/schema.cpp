// SPDX-License-Identifier: Apache-2.0
#include "sync/journal/schema.h"

#include <array>

namespace parcours::journal {
namespace {

// `row` keeps its rowid: the search tables point at it, and long bodies would overflow in a
// WITHOUT ROWID tree. Prefix indexes up to three letters make the first keys of a search as quick
// as the later ones.
constexpr std::string_view kVersion1 = R"sql(
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE row(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, scope TEXT NOT NULL,
  seq INTEGER NOT NULL, run INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX row_place ON row(kind, key, scope);
CREATE TABLE overlay(
  kind TEXT NOT NULL, key TEXT NOT NULL, scope TEXT NOT NULL, body TEXT,
  PRIMARY KEY(kind, key, scope)) WITHOUT ROWID;
CREATE TABLE lane(
  lane INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, last_chain BLOB NOT NULL,
  durable_seq INTEGER NOT NULL, durable_chain BLOB NOT NULL);
CREATE TABLE pending(
  ord INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL UNIQUE, lane INTEGER NOT NULL,
  seq INTEGER, type TEXT NOT NULL, time_ms INTEGER NOT NULL, bytes TEXT NOT NULL,
  chain BLOB NOT NULL, durable INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX pending_seq ON pending(lane, seq);
CREATE INDEX pending_outbox ON pending(time_ms) WHERE durable = 0;
CREATE TABLE touched(
  kind TEXT NOT NULL, key TEXT NOT NULL, ord INTEGER NOT NULL, wrote INTEGER NOT NULL,
  PRIMARY KEY(kind, key, ord)) WITHOUT ROWID;
CREATE INDEX touched_by ON touched(ord);
CREATE TABLE dirty(
  kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY(kind, key)) WITHOUT ROWID;
CREATE TABLE quarantine(
  event_id TEXT PRIMARY KEY, type TEXT NOT NULL, time_ms INTEGER NOT NULL, reason TEXT NOT NULL,
  bytes TEXT NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE product_words USING fts5(
  words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
CREATE VIRTUAL TABLE customer_words USING fts5(
  words, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3');
INSERT INTO lane VALUES(0, 0, zeroblob(32), 0, zeroblob(32)), (1, 0, zeroblob(32), 0, zeroblob(32));
)sql";

// A hub that backs itself up has events long before they are durable: not to be sent again at each
// start.
constexpr std::string_view kVersion2 = R"sql(
ALTER TABLE lane ADD COLUMN stored_seq INTEGER NOT NULL DEFAULT 0;
UPDATE lane SET stored_seq = durable_seq;
)sql";

constexpr std::array kMigrations{sqlite::Migration{1, kVersion1}, sqlite::Migration{2, kVersion2}};

}  // namespace

std::span<const sqlite::Migration> migrations() {
  return kMigrations;
}

}  // namespace parcours::journal
