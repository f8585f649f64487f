// SPDX-License-Identifier: Apache-2.0
// The core thread: owns Visit, Journal and engine, and the only SQLite connection. Takes what
// people, scanners and the hub did, commits before it shows success, and publishes an immutable
// ViewState. Every public call may come from any thread; none waits.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>

#include "kiosk/app/desk.h"
#include "kiosk/app/hub_link.h"
#include "kiosk/app/net_threads.h"
#include "kiosk/visit/visit.h"
#include "platform/barcode/symbol.h"
#include "platform/base/bounded_queue.h"
#include "platform/http_client/curl_transport.h"

namespace parcours::app {

struct CoreOptions {
  std::filesystem::path data;  ///< folder of the replica
  std::string hub;             ///< URL
  std::string shop;            ///< "" = the hub decides
  visit::Role role = visit::Role::Shopper;
};

/// What a scanner read: raw line, with or without AIM prefix.
struct ScannedLine {
  std::string text;
};
struct CameraState {
  bool working = false;
  std::string trouble;  ///< key of a word: why not
};
/// What came back for an enrolment.
struct EnrolReply {
  Result<http_client::Response> response;
};
struct HubAnswer {
  engine::Channel channel = engine::Channel::Pull;
  Result<http_client::Response> response;
};

class Core {
 public:
  /// `on_news` is called on the core thread after each new state and sound; it must not wait.
  Core(CoreOptions options, std::function<void()> on_news);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  void push(visit::Intent intent) { put(std::move(intent)); }
  void push(ScannedLine line) { put(std::move(line)); }
  void push(barcode::Symbol symbol) { put(std::move(symbol)); }
  void push(CameraState state) { put(std::move(state)); }

  /// The newest state; empty until the core has started.
  [[nodiscard]] std::shared_ptr<const visit::ViewState> state() const;
  /// True when everything pushed so far was dealt with and shown.
  [[nodiscard]] bool idle() const;

 private:
  using Inlet = std::variant<visit::Intent, ScannedLine, barcode::Symbol, CameraState, HubAnswer,
                             visit::PinChecked, EnrolReply>;
  void put(Inlet inlet);
  void run();
  [[nodiscard]] bool open();
  void handle(Inlet inlet);
  void scanned(const scan::Scanned& scanned);
  void feed(decltype(visit::Input::what) what);
  void carry_out(visit::Outcome outcome);
  void check_pin(const visit::PinCheck& check);
  void enrol(const std::string& code);
  void enrolled(const Result<http_client::Response>& response);
  void exchange();
  void answered(const HubAnswer& answer);
  void show_link();
  void fail(const Error& error);
  void stop_when_damaged();
  void publish();
  [[nodiscard]] std::chrono::milliseconds sleep() const;

  const CoreOptions x_options;
  const std::function<void()> x_on_news;
  SystemClock x_clock;
  BoundedQueue<Inlet> x_queue{1024};
  std::unique_ptr<Desk> x_desk;
  std::optional<HubLink> x_link;
  std::unique_ptr<NetThreads> x_net;
  visit::Visit x_visit;
  visit::Link x_shown_link;
  std::optional<MonoTime> x_wake;      ///< of the visit
  std::optional<MonoTime> x_net_wake;  ///< of the engine
  bool x_changed = true;
  std::optional<visit::ViewState> x_failure;  ///< the replica cannot be opened at all
  std::optional<Error> x_damage;              ///< met while running
  bool x_stopped = false;                     ///< by it: nothing is recorded any more
  mutable std::mutex x_mutex;
  std::shared_ptr<const visit::ViewState> x_state;
  std::atomic<std::int64_t> x_pending{0};
  std::jthread x_pin_check;  ///< one at a time: the visit waits for its answer
  std::shared_ptr<http_client::CurlTransport> x_enrol_wire;
  std::jthread x_enrol;  ///< as the check of a PIN
  std::jthread x_thread;
};

}  // namespace parcours::app
