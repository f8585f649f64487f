// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/camera_thread.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <fstream>
#include <mutex>

#include "tests/support/folder.h"

namespace parcours::app {
namespace {

constexpr std::chrono::seconds kPatience{60};

/// What the thread says first about this source.
std::pair<bool, std::string> said_of(const std::string& source) {
  std::mutex mutex;
  std::condition_variable news;
  std::optional<std::pair<bool, std::string>> said;
  const auto chosen = choose_camera(source);
  if (!chosen || !*chosen) return {false, "no source"};
  const CameraThread thread(**chosen, {[](const barcode::Symbol&) {},
                                       [&](bool working, std::string trouble) {
                                         const std::lock_guard lock(mutex);
                                         if (!said) said.emplace(working, std::move(trouble));
                                         news.notify_all();
                                       }});
  std::unique_lock lock(mutex);
  if (!news.wait_for(lock, kPatience, [&] { return said.has_value(); })) return {false, "silence"};
  return *said;
}

TEST(CameraThread, TellsWhyAFileCannotStandForACamera) {
  const Folder folder;
  const std::string words = folder.file("words.png").string();
  std::ofstream(words) << "this is no picture at all, only words\n";
  EXPECT_EQ(said_of(words), std::pair(false, std::string("damaged")));
  EXPECT_EQ(said_of(folder.file("nothing.png").string()),
            std::pair(false, std::string("not_found")));
}

TEST(CameraThread, TellsThatFramesArrive) {
  const auto said = said_of("pattern:smpte");
  if (said.second == "other") GTEST_SKIP() << "a plug-in of the media library is missing";
  EXPECT_EQ(said, std::pair(true, std::string()));
}

}  // namespace
}  // namespace parcours::app
