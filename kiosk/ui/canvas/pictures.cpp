// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/canvas/pictures.h"

#include "platform/base/log.h"
#include "platform/window/picture_file.h"

namespace parcours::ui {
namespace {
constexpr int kUploadsAFrame = 4;
constexpr std::size_t kPicturesMax = 96;
}  // namespace

Pictures::Pictures(window::Renderer& renderer, std::string folder, std::function<void()> ready)
    : x_renderer(renderer), x_folder(std::move(folder)), x_ready(std::move(ready)) {
  x_thread = std::thread([this] { decode(); });
}

Pictures::~Pictures() {
  {
    const std::lock_guard lock(x_mutex);
    x_stop = true;
  }
  x_more.notify_all();
  x_thread.join();
  for (auto& [key, entry] : x_entries) {
    if (entry.picture.texture != nullptr) x_renderer.destroy_picture(entry.picture.texture);
  }
}

Picture Pictures::find(const std::string& file, int width_max) {
  if (file.empty() || x_folder.empty()) return {};
  const std::string key = file + "@" + std::to_string(width_max);
  const auto known = x_entries.find(key);
  if (known != x_entries.end()) {
    known->second.used = ++x_uses;
    return known->second.picture;
  }
  x_entries[key].used = ++x_uses;
  {
    const std::lock_guard lock(x_mutex);
    x_wanted.push_back({key, file, width_max});
  }
  x_more.notify_one();
  return {};
}

void Pictures::decode() {
  for (;;) {
    Wanted wanted;
    {
      std::unique_lock lock(x_mutex);
      x_more.wait(lock, [this] { return x_stop || !x_wanted.empty(); });
      if (x_stop) return;
      wanted = std::move(x_wanted.front());
      x_wanted.pop_front();
      ++x_in_work;
    }
    auto pixels = window::read_picture(x_folder + "/" + wanted.file, wanted.width_max);
    if (!pixels) log(LogLevel::Warning, "picture", {{"reason", pixels.error().text()}});
    {
      const std::lock_guard lock(x_mutex);
      --x_in_work;
      x_decoded.push_back({wanted.key, pixels ? std::move(*pixels) : window::Pixels{}});
    }
    if (x_ready) x_ready();
  }
}

bool Pictures::upload() {
  bool any = false;
  for (int i = 0; i < kUploadsAFrame; ++i) {
    Decoded decoded;
    {
      const std::lock_guard lock(x_mutex);
      if (x_decoded.empty()) break;
      decoded = std::move(x_decoded.front());
      x_decoded.pop_front();
    }
    Entry& entry = x_entries[decoded.key];
    entry.missing = decoded.pixels.rgba.empty();
    if (entry.missing) continue;
    entry.picture = {x_renderer.create_picture(decoded.pixels), decoded.pixels.width,
                     decoded.pixels.height};
    any = true;
  }
  if (any && x_entries.size() > kPicturesMax) let_go();
  return any;
}

/// Frees the half that was looked at longest ago. Runs between frames: nothing on the list to draw
/// names them.
void Pictures::let_go() {
  const unsigned limit = x_uses - std::min(x_uses, static_cast<unsigned>(kPicturesMax / 2));
  for (auto named = x_entries.begin(); named != x_entries.end();) {
    const Entry& entry = named->second;
    if (entry.picture.texture == nullptr || entry.used >= limit) {
      ++named;
      continue;
    }
    x_renderer.destroy_picture(entry.picture.texture);
    named = x_entries.erase(named);
  }
}

bool Pictures::waiting() const {
  const std::lock_guard lock(x_mutex);
  return !x_decoded.empty();
}

bool Pictures::busy() const {
  const std::lock_guard lock(x_mutex);
  return !x_decoded.empty() || !x_wanted.empty() || x_in_work > 0;
}

}  // namespace parcours::ui
