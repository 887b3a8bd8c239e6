export {}; // it leaves window.L behind, of which @types/leaflet tells
