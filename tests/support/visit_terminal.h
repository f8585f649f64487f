// SPDX-License-Identifier: Apache-2.0
// One terminal of the small shop, played by hand: scans, touches, time. Events are folded into its
// rows as a journal does.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "kiosk/scan/recognise.h"
#include "kiosk/visit/visit.h"
#include "sync/journey/fold.h"
#include "tests/support/demo_rows.h"

namespace parcours::test {

class VisitTerminal {
 public:
  explicit VisitTerminal(MapRows start = demo_rows())
      : rows(std::move(start)),
        x_catalogue(rows, "S1", x_search),
        x_clienteling(rows, "S1", x_search) {
    x_terminal.device = "0192aaaa-0000-7000-8000-000000000001";
  }

  void scan_card(const std::string& number) { step(visit::Scanned{scan::LoyaltyCard{number}}); }
  void scan_product(const std::string& gtin) {
    scan::Product product;
    product.gtin = gtin;
    step(visit::Scanned{product});
  }
  void scan_pickup(const std::string& code) { step(visit::Scanned{scan::PickupCode{code, {}}}); }
  void scan_unknown(const std::string& reason) { step(visit::Scanned{scan::Unknown{reason, {}}}); }
  void scan(const visit::Scanned& scanned) { step(scanned); }
  void do_this(const visit::Intent& intent) { step(intent); }
  void badge(const std::string& code) { step(visit::Scanned{scan::Badge{code, {}}}); }
  /// Types four digits; the check answers as the real one would for `right_pin`.
  void pin(const std::string& digits, const std::string& right_pin = "1234") {
    const auto out = step(visit::Intent{visit::TypePin{digits}});
    if (out.check_pin)
      step(visit::PinChecked{out.check_pin->staff, out.check_pin->pin == right_pin});
  }
  void unlock(const std::string& staff) {
    badge("BADGE-" + staff);
    pin("1234");
  }
  /// Time passes, second by second, as the core's ticks would.
  void wait(std::chrono::seconds how_long) {
    for (std::chrono::seconds passed{0}; passed < how_long; passed += std::chrono::seconds{1}) {
      clock.advance(std::chrono::seconds{1});
      step(visit::Tick{});
    }
  }

  visit::Outcome step(const decltype(visit::Input::what)& what) {
    auto out = x_visit.step({clock.wall(), clock.mono(), what}, facts());
    for (const auto& setting : out.settings) settings[setting.name] = setting.value;
    if (!out.must_commit()) return out;
    if (disk_full) return x_visit.refused({ErrorCode::Full, "no room", "journal.db"});
    for (const auto& draft : out.events) record(draft);
    x_catalogue.rows_changed();
    return x_visit.committed();
  }

  [[nodiscard]] visit::ViewState view() {
    return x_visit.present(facts(), clock.wall(), clock.mono());
  }
  [[nodiscard]] visit::Facts facts() {
    return {rows,
            x_catalogue,
            x_clienteling,
            x_terminal,
            [this](std::string_view name) { return settings[std::string(name)]; },
            [](std::string_view text, WallTime now) {
              return scan::recognise(scan::from_line(text), scan::Rules::built_in(), now);
            }};
  }
  [[nodiscard]] int recorded(const std::string& type) const {
    int count = 0;
    for (const auto& event : events) count += event.type == type ? 1 : 0;
    return count;
  }
  [[nodiscard]] journal::EventDraft last(const std::string& type) const {
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
      if (event->type == type) return *event;
    }
    ADD_FAILURE() << "no event " << type;
    return {};
  }

  MapRows rows;
  ManualClock clock{kNow};
  std::map<std::string, std::string> settings;
  std::vector<journal::EventDraft> events;
  bool disk_full = false;

 private:
  void record(const journal::EventDraft& draft) {
    events.push_back(draft);
    const auto event = journey::make_event({"e" + std::to_string(events.size()), "kiosk/test"},
                                           draft.type, clock.wall(), draft.subject, draft.data,
                                           {draft.channel, draft.initiator});
    const auto changes = journey::fold(event, rows);
    ASSERT_TRUE(changes) << draft.type << ": " << changes.error().text();
    rows.apply(*changes);
  }

  // Enough of a search for a handful of customers: the name begins with the words.
  catalogue::Search x_search = [this](
                                   std::string_view kind, std::string_view words,
                                   std::size_t limit) -> Result<std::vector<journal::SearchHit>> {
    std::vector<journal::SearchHit> hits;
    PARCOURS_TRY(const auto found, rows.scan(kind, ""));
    for (const auto& row : found) {
      if (row.body.find(words) != std::string::npos && hits.size() < limit)
        hits.push_back({row.kind, row.key});
    }
    return hits;
  };
  catalogue::Catalogue x_catalogue;
  clienteling::Clienteling x_clienteling;
  visit::TerminalFacts x_terminal;
  visit::Visit x_visit;
};

}  // namespace parcours::test
