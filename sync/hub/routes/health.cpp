// SPDX-License-Identifier: Apache-2.0
// /livez: the process answers. /readyz and /healthz: its database can be read and the last write
// got through.
#include "platform/json/writer.h"
#include "sync/hub/routes/routes.h"

namespace parcours::hub {

namespace {

struct State {
  FeedState feed;
  BackupState backup;
};

Result<State> state_of(Parts& parts) {
  PARCOURS_TRY(auto reader, parts.readers.lend());
  State state;
  PARCOURS_TRY(state.feed, reader->state());
  PARCOURS_TRY(state.backup, reader->backup());
  return state;
}

}  // namespace

void get_health(Parts& parts, const Request& request, const Responder& responder) {
  json::Writer out;
  out.begin_object();
  int status = 200;
  if (request.path == "/livez") {
    out.field("status", "ok");
  } else if (const auto state = state_of(parts); !state) {
    status = 503;
    out.field("status", "failing").field("reason", state.error().text());
  } else {
    const bool failed = parts.counters.write_failed();
    if (failed) status = 503;
    out.field("status", failed ? "failing" : "ok");
    if (failed) out.field("reason", "the last write was refused; see the log");
    out.field("head", state->feed.head).field("epoch", state->feed.epoch);
    if (state->backup.time_ms > 0) {
      out.field("last_backup", to_rfc3339(from_ms(state->backup.time_ms)));
      out.field("last_backup_head", state->backup.head);
    }
  }
  out.end_object();
  responder.respond({status, "application/json", {}, out.take()});
}

}  // namespace parcours::hub
