// The zoomable map: nothing of it is loaded before somebody asks. It shows the same entries as the drawing it replaces.
// When its filters change in place, what replaced the drawing comes back with the new results.
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let isWanted = false;

function offer() {
  const place = document.querySelector("[data-zoomable]");
  if (!place) return;
  const button = place.querySelector("button");
  place.hidden = false;
  button.addEventListener("click", async () => {
    isWanted = await load(place, button);
    document.querySelector(".zoomable-map")?.focus();
  });
  if (isWanted) load(place, button);
}

offer();
document.addEventListener("refreshed", offer);

// Whether the zoomable map is there.
async function load(place, button) {
  const { dataset } = place;
  const status = place.querySelector("[role=status]");
  const drawing = document.querySelector("[data-drawing]");
  const box = text("div", "", "zoomable-map");
  button.disabled = true;
  status.textContent = "Chargement de la carte…";
  try {
    const [points, outlines] = await Promise.all([
      json(dataset.points),
      json(dataset.outlines),
      assets(dataset),
    ]);
    drawing.before(box);
    show(box, dataset, points, outlines);
    drawing.remove();
    button.remove();
    status.textContent = "La carte zoomable remplace le dessin.";
  } catch {
    box.remove();
    button.disabled = false;
    status.textContent = "La carte zoomable n’a pas pu être chargée. Le dessin et le tableau disent la même chose.";
  }
  return !button.isConnected;
}

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function assets({ style, scripts }) {
  if (window.L?.MarkerClusterGroup) return;
  const sheet = loaded("link", { rel: "stylesheet", href: style });
  for (const src of scripts.split(" ")) await loaded("script", { src });
  await sheet;
}

// An element that brings a file: done when the file is there.
function loaded(name, properties) {
  return new Promise((done, fail) => {
    document.head.append(Object.assign(document.createElement(name), properties, { onload: done, onerror: fail }));
  });
}

function show(box, { list, noun, tiles, credit }, { points }, outlines) {
  const { L } = window;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Carte zoomable");
  const map = L.map(box, {
    zoomControl: false,
    scrollWheelZoom: false, // the wheel belongs to the page
    maxZoom: tiles ? 18 : 13,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
  });
  L.control.zoom({ zoomInTitle: "Agrandir", zoomOutTitle: "Réduire" }).addTo(map);
  map.attributionControl.setPrefix(false).addAttribution(credit);
  if (tiles) L.tileLayer(tiles, { crossOrigin: "anonymous" }).addTo(map);
  const style = { className: tiles ? "shape shape-line" : "shape" };
  const shapes = L.geoJSON(outlines, { interactive: false, style }).addTo(map);
  const disc = discs(L, points.reduce((sum, point) => sum + point[4], 0));
  const group = clusters(L, map, box, noun, disc);
  group.addLayers(points.map((point) => marker(L, point, list, noun, disc)));
  map.addLayer(group);
  map.fitBounds((points.length ? group : shapes).getBounds(), { padding: [30, 30], maxZoom: 11, animate: false });
  keyboard(map, box);
}

function clusters(L, map, box, noun, disc) {
  const group = L.markerClusterGroup({
    animate: !calm,
    showCoverageOnHover: false,
    maxClusterRadius: 50,
    iconCreateFunction(cluster) {
      const places = cluster.getAllChildMarkers();
      const count = places.reduce((sum, place) => sum + place.options.count, 0);
      return disc(count, `${said(count, noun)} dans ${places.length} lieux, agrandir`, "cluster");
    },
  });
  group.on("clusterkeypress", ({ layer, originalEvent }) => {
    if (originalEvent.key !== "Enter") return;
    map.once("moveend", () => box.focus());
    layer.zoomToBounds();
  });
  return group;
}

function marker(L, [slug, name, latitude, longitude, count], list, noun, disc) {
  const address = new URL(list, location.href);
  if (slug) address.searchParams.set("territoire", slug); // none: the list is narrower than the place already
  const title = `${name}\u00a0: ${said(count, noun)}`;
  return L.marker([latitude, longitude], { count, icon: disc(count, title) }).bindPopup(
    () => popup(title, address),
    { minWidth: 200, maxWidth: 260, maxHeight: 260 },
  );
}

// The discs of places, alone or gathered: the larger, the greater their share of all entries. A disc says its number;
// its full name is for screen readers.
function discs(L, total) {
  return (count, title, kind = "place") => {
    const size = Math.max(24, Math.round(16 + 64 * Math.sqrt(count / total)));
    const html = document.createElement("span");
    html.append(text("span", title, "vh"), text("span", count.toLocaleString("fr")));
    html.lastChild.setAttribute("aria-hidden", "true");
    return L.divIcon({ html, className: `place-disc is-${kind}`, iconSize: [size, size] });
  };
}

// The list there, at once; then the first entries, from the answer that programs get.
function popup(title, address) {
  const content = document.createElement("div");
  content.append(link(title, address.href));
  const asked = new URL(address);
  asked.searchParams.set("format", "json");
  json(asked)
    .then(({ results }) => {
      const entries = document.createElement("ul");
      for (const entry of results) {
        const line = document.createElement("li");
        line.append(link(entry.title, new URL(entry.url).pathname), entry.is_example ? " (fiche d’exemple)" : "");
        entries.append(line);
      }
      content.append(entries);
    })
    .catch(() => {}); // the list is one link away
  return content;
}

// Enter opens a place and goes to its first link; Escape closes it and comes back.
function keyboard(map, box) {
  map.on("popupopen", ({ popup: { _container: frame } }) => {
    frame.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Fermer");
    frame.querySelector("a").focus();
  });
  map.on("popupclose", ({ popup: { _source: place } }) => place.getElement()?.focus());
  box.addEventListener("keydown", ({ key }) => key === "Escape" && map.closePopup());
}

function said(count, noun) {
  const [one, several = `${one}s`] = noun.split(",");
  return `${count.toLocaleString("fr")} ${count < 2 ? one : several}`;
}

function link(label, href) {
  return Object.assign(text("a", label), { href });
}

function text(name, content, className = "") {
  return Object.assign(document.createElement(name), { textContent: content, className });
}
