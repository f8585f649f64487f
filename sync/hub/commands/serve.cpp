// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <csignal>

#include "platform/base/clock.h"
#include "platform/base/log.h"
#include "sync/hub/commands/command.h"
#include "sync/hub/server.h"

namespace parcours::hub {

namespace {

constexpr std::string_view kHelp =
    R"(serve --data DIR [--listen ADDR:PORT] [options]   serve terminals and senders of events

Prints the address it listens on as its first line; port 0 takes a free one. Ends on SIGTERM or
SIGINT after answering what is due.
  --data DIR           where the hub keeps its database; made when absent; one hub at a time
  --listen ADDR:PORT   127.0.0.1:8080 unless given
  --threads N          HTTP threads, 2 unless given
  --snapshot-rows N    shops with at least so many rows have a ready file for new terminals,
                       10000 unless given; the rows of others are streamed
  --durable WHEN       when terminals may forget what they sent: "commit", on this disk; "backup",
                       in a backup. Unless given: commit until the first backup, then backup
  --enrol open|code    a terminal whose key the hub does not know: open takes it at its word and
                       keeps the key it sends, code wants it enrolled first (parcours-hub enrol).
                       open on the loopback unless given, else code; give code behind a proxy too)";

Result<Durability> durability_of(const std::string& word) {
  if (word.empty()) return Durability::ByBackups;
  if (word == "commit") return Durability::Commit;
  if (word == "backup") return Durability::Backup;
  return fail(ErrorCode::Invalid, "\"" + word + "\" is neither commit nor backup", "--durable");
}

/// Who reaches the loopback is on this machine already.
bool is_loopback(const Address& address) {
  return address.host.starts_with("127.") || address.host == "::1";
}

Result<EnrolPolicy> policy_of(const Arguments& arguments, const std::string& listen) {
  const std::string policy = arguments.text("--enrol");
  if (policy == "open") return EnrolPolicy::Open;
  if (policy == "code") return EnrolPolicy::Code;
  if (arguments.has("--enrol")) {
    return fail(ErrorCode::Invalid, "must be open or code", "--enrol");
  }
  PARCOURS_TRY(const auto address, parse_address(listen));
  return is_loopback(address) ? EnrolPolicy::Open : EnrolPolicy::Code;
}

/// Before any thread is made, so that all of them leave these signals to the main thread.
sigset_t block_stop_signals() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTERM);
  sigaddset(&stop, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return stop;
}

Result<int> run(const Arguments& arguments) {
  const sigset_t stop = block_stop_signals();
  const SystemClock clock;
  PARCOURS_TRY(const auto durability, durability_of(arguments.text("--durable")));
  ServerOptions options;
  options.address = arguments.text("--listen", options.address);
  PARCOURS_TRY(options.enrol, policy_of(arguments, options.address));
  PARCOURS_TRY(auto db, HubDb::open(arguments.text("--data"), clock));
  db->intake().set_durability(durability);
  options.threads = static_cast<int>(arguments.number("--threads", options.threads));
  options.snapshot_rows_min = arguments.number("--snapshot-rows", options.snapshot_rows_min);
  PARCOURS_TRY(const auto server, HubServer::start(std::move(db), options));
  print_line(server->address());
  int caught = 0;
  sigwait(&stop, &caught);
  log(LogLevel::Info, "stopping", {{"signal", caught == SIGINT ? "SIGINT" : "SIGTERM"}});
  server->stop();
  return 0;
}

}  // namespace

Command serve_command() {
  return {"serve",
          kHelp,
          {{"--data", ValueKind::Text, true},
           {"--listen", ValueKind::Address},
           {"--threads", ValueKind::Number, false, 1, 64},
           {"--snapshot-rows", ValueKind::Number, false, 1, 1'000'000'000},
           {"--durable"},
           {"--enrol"}},
          {},
          run};
}

}  // namespace parcours::hub
