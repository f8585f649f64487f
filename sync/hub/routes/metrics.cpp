// SPDX-License-Identifier: Apache-2.0
// GET /metrics: Prometheus text format 0.0.4.
#include <fmt/format.h>

#include <iterator>

#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

void describe(std::string& out, std::string_view name, std::string_view kind,
              std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, kind);
}

void gauge(std::string& out, std::string_view name, std::string_view help, std::int64_t value) {
  describe(out, name, "gauge", help);
  fmt::format_to(std::back_inserter(out), "{} {}\n", name, value);
}

void write_counters(std::string& out, const Counters& counters) {
  describe(out, "parcours_hub_events_total", "counter", "Events received since the start.");
  for (const auto outcome :
       {Outcome::Taken, Outcome::Duplicate, Outcome::Conflict, Outcome::Refused}) {
    fmt::format_to(std::back_inserter(out), "parcours_hub_events_total{{result=\"{}\"}} {}\n",
                   to_string(outcome), counters.outcome(outcome));
  }
  describe(out, "parcours_hub_requests_total", "counter", "Requests answered since the start.");
  for (const auto& [key, count] : counters.requests()) {
    fmt::format_to(std::back_inserter(out),
                   "parcours_hub_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                   key.second, count);
  }
}

Result<std::string> metrics_of(Parts& parts) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  PARCOURS_CHECK(reader->begin());
  PARCOURS_TRY(const auto state, reader->state());
  PARCOURS_TRY(const auto totals, reader->totals());
  PARCOURS_TRY(const auto backup, reader->backup());
  PARCOURS_CHECK(reader->end());
  std::string out;
  write_counters(out, parts.counters);
  gauge(out, "parcours_hub_head", "Latest commit number.", state.head);
  gauge(out, "parcours_hub_epoch", "Incarnation of the database.", state.epoch);
  gauge(out, "parcours_hub_last_backup_seconds", "Unix time of the last backup; 0: none.",
        backup.time_ms / 1000);
  gauge(out, "parcours_hub_last_backup_head", "Latest commit number that it holds.", backup.head);
  gauge(out, "parcours_hub_rows", "Rows, tombstones included.", totals.rows);
  gauge(out, "parcours_hub_events_stored", "Events in the log.", totals.events);
  gauge(out, "parcours_hub_events_waiting", "Events about a subject not known yet.",
        totals.waiting);
  gauge(out, "parcours_hub_conflicts", "Contents kept beside a known event id.", totals.conflicts);
  gauge(out, "parcours_hub_quarantined", "Events kept aside with a reason.", totals.quarantined);
  gauge(out, "parcours_hub_devices", "Terminals ever heard.", totals.devices);
  gauge(out, "parcours_hub_polls_waiting", "Terminals waiting for news now.",
        static_cast<std::int64_t>(parts.feed.waiting()));
  if (parts.snapshots != nullptr) {
    describe(out, "parcours_hub_snapshots_made_total", "counter", "Ready files for terminals.");
    fmt::format_to(std::back_inserter(out), "parcours_hub_snapshots_made_total {}\n",
                   parts.snapshots->made());
  }
  return out;
}

}  // namespace

void get_metrics(Parts& parts, const Request& request, const Responder& responder) {
  static_cast<void>(request);
  auto text = metrics_of(parts);
  if (!text) return responder.respond(failure_response(text.error()));
  responder.respond({200, "text/plain; version=0.0.4; charset=utf-8", {}, std::move(*text)});
}

}  // namespace parcours::hub
