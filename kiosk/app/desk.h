// SPDX-License-Identifier: Apache-2.0
// The journal with all that reads it: catalogue, clienteling, scan rules, and the facts a visit
// needs. What `query`, `act` and the running terminal stand on. Core thread; the only owner of the
// Journal. Draws nothing, talks to nobody.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/catalogue/catalogue.h"
#include "kiosk/clienteling/clienteling.h"
#include "kiosk/scan/recognise.h"
#include "kiosk/scan/rules.h"
#include "kiosk/visit/facts.h"
#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "sync/journal/journal.h"

namespace parcours::app {

class Desk {
 public:
  /// As Journal::open.
  [[nodiscard]] static Result<std::unique_ptr<Desk>> open(const std::filesystem::path& folder,
                                                          const Clock& clock);
  /// The same of a replica that is there; NotFound names the folder without one. Makes nothing.
  [[nodiscard]] static Result<std::unique_ptr<Desk>> open_existing(
      const std::filesystem::path& folder, const Clock& clock);
  /// The same for one look, also while a terminal runs on the folder: see Journal::open_to_read.
  [[nodiscard]] static Result<std::unique_ptr<Desk>> open_to_read(
      const std::filesystem::path& folder, const Clock& clock);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  /// Denied on a terminal that the hub has revoked: it shows no customers and records nothing more.
  [[nodiscard]] Status check_not_revoked() const;

  /// Rows or settings came or went: shop, rules, signing keys and lists are read again.
  [[nodiscard]] Status refresh();

  [[nodiscard]] journal::Journal& journal() { return *x_journal; }
  [[nodiscard]] const catalogue::Catalogue& catalogue() const { return *x_catalogue; }
  [[nodiscard]] const clienteling::Clienteling& clienteling() const { return *x_clienteling; }
  [[nodiscard]] const scan::Rules& rules() const { return x_rules; }
  [[nodiscard]] const std::string& shop() const { return x_shop; }
  [[nodiscard]] visit::TerminalFacts& terminal() { return x_terminal; }
  /// Lives no longer than the desk, and no longer than the next refresh.
  [[nodiscard]] visit::Facts facts() const;

 private:
  Desk(std::unique_ptr<journal::Journal> journal, std::filesystem::path folder)
      : x_journal(std::move(journal)), x_folder(std::move(folder)) {}
  [[nodiscard]] static Result<std::unique_ptr<Desk>> over(
      Result<std::unique_ptr<journal::Journal>> journal, const std::filesystem::path& folder);
  [[nodiscard]] Status read_rules();
  [[nodiscard]] Status read_terminal();
  [[nodiscard]] bool genuine(const journey::Coupon& coupon, WallTime now) const;

  std::unique_ptr<journal::Journal> x_journal;
  std::filesystem::path x_folder;
  std::string x_shop;
  scan::Rules x_rules;
  visit::TerminalFacts x_terminal;
  std::unique_ptr<catalogue::Catalogue> x_catalogue;
  std::unique_ptr<clienteling::Clienteling> x_clienteling;
};

}  // namespace parcours::app
