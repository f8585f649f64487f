// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/desk.h"

#include <charconv>
#include <system_error>

#include "kiosk/app/hub_link.h"
#include "platform/base/log.h"
#include "platform/crypto/encode.h"
#include "platform/json/value.h"
#include "sync/journal/exchange.h"
#include "sync/protocol/token.h"

namespace parcours::app {
namespace {

/// `{"keys":{"1":"hex"}}`. A key that is none is left out: its tokens are refused, the others work.
protocol::TokenKeys keys_of(std::string_view body) {
  protocol::TokenKeys keys;
  const auto document = json::Document::parse(body);
  if (!document) return keys;
  for (const auto& [name, value] : document->root().find("keys").members()) {
    std::uint8_t id = 0;
    const auto number = std::from_chars(name.data(), name.data() + name.size(), id);
    const auto bytes = crypto::from_hex(value.as_string().value_or(""));
    const auto key = bytes ? crypto::public_key_from_bytes(*bytes)
                           : Result<crypto::PublicKey>{fail(ErrorCode::Invalid, "not hexadecimal")};
    if (number.ec == std::errc{} && key) {
      keys.emplace(id, *key);
    } else {
      log(LogLevel::Warning, "token_key_unusable", {{"key", name}});
    }
  }
  return keys;
}

Status check_replica(const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::exists(folder / "journal.db", code)) return {};
  return fail(ErrorCode::NotFound,
              "no terminal has its replica here; `parcours-kiosk sync --hub URL --data DIR "
              "--once` makes one",
              folder.string());
}

}  // namespace

Result<std::unique_ptr<Desk>> Desk::over(Result<std::unique_ptr<journal::Journal>> journal,
                                         const std::filesystem::path& folder) {
  PARCOURS_TRY(auto opened, std::move(journal));
  std::unique_ptr<Desk> desk{new Desk(std::move(opened), folder)};
  PARCOURS_CHECK(desk->refresh());
  return desk;
}

Result<std::unique_ptr<Desk>> Desk::open(const std::filesystem::path& folder, const Clock& clock) {
  return over(journal::Journal::open(folder, clock), folder);
}

Result<std::unique_ptr<Desk>> Desk::open_existing(const std::filesystem::path& folder,
                                                  const Clock& clock) {
  PARCOURS_CHECK(check_replica(folder));
  return open(folder, clock);
}

Result<std::unique_ptr<Desk>> Desk::open_to_read(const std::filesystem::path& folder,
                                                 const Clock& clock) {
  PARCOURS_CHECK(check_replica(folder));
  return over(journal::Journal::open_to_read(folder, clock), folder);
}

Status Desk::check_not_revoked() const {
  PARCOURS_TRY(const std::string refusal, x_journal->setting(kRefusalSetting));
  if (refusal != visit::kRevoked) return {};
  return fail(ErrorCode::Denied,
              "the hub has revoked this terminal: what it has not sent is kept, and is sent when "
              "the operator restores it (parcours-hub devices --restore)",
              x_folder.string());
}

Status Desk::refresh() {
  PARCOURS_CHECK(read_rules());
  PARCOURS_CHECK(read_terminal());
  PARCOURS_TRY(std::string shop, x_journal->setting("shop"));
  if (x_catalogue && shop == x_shop) {
    x_catalogue->rows_changed();
    return {};
  }
  x_shop = std::move(shop);
  const auto search = [this](std::string_view kind, std::string_view words, std::size_t limit) {
    return x_journal->search(kind, words, limit);
  };
  x_catalogue = std::make_unique<catalogue::Catalogue>(*x_journal, x_shop, search);
  x_clienteling = std::make_unique<clienteling::Clienteling>(
      *x_journal, x_shop, search,
      [this](const journey::Coupon& coupon, WallTime now) { return genuine(coupon, now); });
  return {};
}

Status Desk::read_rules() {
  PARCOURS_TRY(const auto own, x_journal->find(journey::kind::kSetting, "scan"));
  auto rules = own ? scan::Rules::parse(own->body) : Result<scan::Rules>{scan::Rules::built_in()};
  if (!rules) {
    // A retailer's mistake must not stop the shop: the built-in rules go on.
    log(LogLevel::Error, "scan_rules_unusable", {{"why", rules.error().text()}});
    rules = scan::Rules::built_in();
  }
  x_rules = std::move(*rules);
  PARCOURS_TRY(const auto keys, x_journal->find(journey::kind::kSetting, "token_keys"));
  if (keys) x_rules.token_keys = keys_of(keys->body);
  return {};
}

Status Desk::read_terminal() {
  journal::Exchange exchange{*x_journal};
  PARCOURS_TRY(const auto standing, exchange.standing());
  x_terminal.device = standing.device;
  x_terminal.cursor = standing.cursor;
  PARCOURS_TRY(x_terminal.rows, exchange.rows());
  std::error_code code;
  const auto bytes = std::filesystem::file_size(x_folder / "journal.db", code);
  x_terminal.database_bytes = code ? 0 : static_cast<std::int64_t>(bytes);
  PARCOURS_TRY(const auto quarantined, exchange.quarantined());
  x_terminal.quarantined.clear();
  for (const journal::Quarantined& event : quarantined) {
    // A rejection that came down as a row stands in the list as such: once is enough.
    PARCOURS_TRY(const auto told,
                 x_journal->find(journey::kind::kReject, standing.device + "/" + event.event_id));
    if (told) continue;
    x_terminal.quarantined.push_back(
        {"quarantined", {}, event.type + ": " + event.reason, event.time_ms});
  }
  return {};
}

bool Desk::genuine(const journey::Coupon& coupon, WallTime now) const {
  const auto token =
      protocol::verify_token(coupon.token, protocol::TokenType::Coupon, x_rules.token_keys, now);
  return token && token->subject == protocol::subject_of(coupon.code);
}

visit::Facts Desk::facts() const {
  return {*x_journal,
          *x_catalogue,
          *x_clienteling,
          x_terminal,
          [this](std::string_view name) {
            // A setting that cannot be read is one that was never set.
            return x_journal->setting(name).value_or(std::string{});
          },
          [this](std::string_view text, WallTime now) {
            return scan::recognise(scan::from_line(text), x_rules, now);
          }};
}

}  // namespace parcours::app
