// SPDX-License-Identifier: Apache-2.0
// Pictures by file name, decoded on a thread of their own and made textures a few a frame. A
// picture that is not there yet, or never will be, is empty: the caller draws a placeholder. `find`
// and `upload` on the ui thread. Old ones are let go.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/canvas/canvas.h"
#include "platform/window/renderer.h"

namespace parcours::ui {

class Pictures {
 public:
  /// `ready` is called from the decoding thread when a picture waits to be uploaded.
  Pictures(window::Renderer& renderer, std::string folder, std::function<void()> ready);
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  /// The picture, asked for when unknown. `width_max` in pixels: a bigger file is halved until it
  /// fits.
  [[nodiscard]] Picture find(const std::string& file, int width_max);
  /// Makes textures of what was decoded; true when any came. More remain when `waiting()`.
  bool upload();
  [[nodiscard]] bool waiting() const;
  /// True while a picture is being decoded or waits: tests wait for false.
  [[nodiscard]] bool busy() const;

 private:
  struct Entry {
    Picture picture;
    bool missing = false;
    unsigned used = 0;
  };
  struct Decoded {
    std::string key;
    window::Pixels pixels;
  };
  struct Wanted {
    std::string key, file;
    int width_max;
  };
  void decode();
  void let_go();

  window::Renderer& x_renderer;
  std::string x_folder;
  std::function<void()> x_ready;
  std::unordered_map<std::string, Entry> x_entries;
  unsigned x_uses = 0;

  mutable std::mutex x_mutex;
  std::condition_variable x_more;
  std::deque<Wanted> x_wanted;
  std::deque<Decoded> x_decoded;
  int x_in_work = 0;
  bool x_stop = false;
  std::thread x_thread;
};

}  // namespace parcours::ui
