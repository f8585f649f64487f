// SPDX-License-Identifier: Apache-2.0
// `parcours-kiosk sync --hub URL --data DIR --once`: one exchange with the hub, then out. One
// thread. Says rows, events, bytes and seconds; what the hub did not take stays in the outbox.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/app/hub_link.h"
#include "platform/http_client/transport.h"

namespace parcours::app {

/// Exchanges until nothing is left to send and the replica is at the hub's head. Unavailable says
/// what came instead of the hub.
[[nodiscard]] Status exchange_once(HubLink& link, http_client::HttpTransport& transport,
                                   const Clock& clock);

[[nodiscard]] int run_sync(std::span<const std::string_view> words);

}  // namespace parcours::app
