// SPDX-License-Identifier: Apache-2.0
// The tables of a journal's file, as migrations. Any thread. Owner, retention and what is personal:
// README.md of this folder.
#pragma once

#include <span>

#include "platform/sqlite/connection.h"

namespace parcours::journal {

/// Every step from an empty file to this program's version; steps are only ever added.
[[nodiscard]] std::span<const sqlite::Migration> migrations();

}  // namespace parcours::journal
